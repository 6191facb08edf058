"""Bringing a document in: kept, read in a limited process, looked at, imported whole or not."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.measures.register import MEASURES
from culturefirst.programme.actions.building import build
from culturefirst.programme.actions.programmes import become
from culturefirst.programme.binding import names
from culturefirst.programme.models import ImportedDocument, WorkProgramme
from culturefirst.programme.policy import import_documents
from culturefirst.programme.reading import Document
from culturefirst.programme.understanding import understood

State = ImportedDocument.State


@action("brought a document in", allow=import_documents)
def receive_document(*, by: Any, name: str, content: bytes) -> ImportedDocument:
    """Keep the file and read it; one that cannot be read is kept with the sentence that says why.

    The very same bytes brought in again give the record they gave before, read anew unless a
    programme was made of it.
    """
    digest = sha256(content).hexdigest()
    known = ImportedDocument.objects.filter(sha256=digest).first()
    if known is not None:
        return known if known.work_programme_id is not None else _read(known)
    received = ImportedDocument(name=Path(name).name, sha256=digest, received_at=clock.now())
    received.file.save(
        f"{digest}{Path(name).suffix.lower()[:10]}", ContentFile(content), save=False
    )
    return _read(received)


@action("read a document again", allow=import_documents, on="received")
def read_again(*, by: Any, received: ImportedDocument) -> ImportedDocument:
    """Read a kept file once more, after the reader or the measures have changed."""
    _not_imported(received)
    return _read(received)


@action("imported a work programme", allow=import_documents, on="received")
def import_document(
    *, by: Any, received: ImportedDocument, document: Document, state: str = "draft"
) -> WorkProgramme:
    """Make a work programme of a document as a person has agreed to it: the whole or nothing."""
    _not_imported(received)
    made = become(build(document), state)
    received.state, received.work_programme = State.IMPORTED, made
    received.document = document.to_json()
    received.save(update_fields=["state", "work_programme", "document"])
    return made


def _not_imported(received: ImportedDocument) -> None:
    made = received.work_programme
    if made is not None:
        raise DomainError(
            f"This document has already become the work programme “{made.title}”; open that one."
        )


def _read(received: ImportedDocument) -> ImportedDocument:
    try:
        document = understood(received.file.path, names=names(MEASURES))
    except DomainError as fault:
        received.state, received.fault, received.document = State.REFUSED, str(fault), {}
    else:
        received.state, received.fault = State.WAITING, ""
        received.document = document.to_json()
    received.save()
    return received
