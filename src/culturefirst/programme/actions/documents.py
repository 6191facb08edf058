"""Bringing a document in: kept, read in a limited process, looked at, imported whole or not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.measures.register import MEASURES
from culturefirst.programme.actions.building import build
from culturefirst.programme.actions.programmes import become
from culturefirst.programme.binding import names
from culturefirst.programme.models import ImportedDocument, WorkProgramme
from culturefirst.programme.policy import import_documents
from culturefirst.programme.reading import Document
from culturefirst.programme.understanding import understood

State = ImportedDocument.State
Act = Callable[..., ImportedDocument]


@dataclass(frozen=True)
class Reading:
    """What the reader made of a file: a document's JSON, or the sentence that refuses it."""

    document: Mapping[str, Any]
    fault: str = ""


def reading_first(read: Callable[[Mapping[str, Any]], Reading]) -> Callable[[Act], Act]:
    """Read before the act begins, so that no lock is held while a stranger's file is parsed."""

    def wrap(act: Act) -> Act:
        @wraps(act)
        def read_then_act(*, by: Any, **given: Any) -> ImportedDocument:
            import_documents.require(by)
            return act(by=by, **given, reading=read(given))

        return read_then_act

    return wrap


@reading_first(lambda given: _read_bytes(given["name"], given["content"]))
@action("brought a document in", allow=import_documents)
def receive_document(*, by: Any, name: str, content: bytes, reading: Reading) -> ImportedDocument:
    """Keep the file and how it was read; one that cannot be read is kept with the reason.

    Callers give ``by``, ``name`` and ``content``. The very same bytes brought in again give the
    record they gave before, read anew unless a programme was made of it.
    """
    digest = sha256(content).hexdigest()
    shown = Path(name).name.replace("\0", "")[:255]
    received, new = ImportedDocument.objects.get_or_create(
        sha256=digest, defaults={"name": shown, "received_at": clock.now()}
    )
    if new:
        received.file.save(f"{digest}{_ending(name)}", ContentFile(content), save=False)
        return _note(received, reading)
    # Somebody may be importing it at this moment: what they make of it must stand.
    received = locked(received)
    return received if received.work_programme_id is not None else _note(received, reading)


@reading_first(lambda given: _read(given["received"].file.path))
@action("read a document again", allow=import_documents, on="received")
def read_again(*, by: Any, received: ImportedDocument, reading: Reading) -> ImportedDocument:
    """Read a kept file once more, after the reader or the measures have changed.

    Callers give ``by`` and ``received``.
    """
    _not_imported(received)
    return _note(received, reading)


@action("imported a work programme", allow=import_documents, on="received")
def import_document(
    *, by: Any, received: ImportedDocument, document: Document, state: str = "draft"
) -> WorkProgramme:
    """Make a work programme of a document as a person has agreed to it: the whole or nothing."""
    _not_imported(received)
    made = become(build(document), state, by=by)
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


def _note(received: ImportedDocument, reading: Reading) -> ImportedDocument:
    received.state = State.REFUSED if reading.fault else State.WAITING
    received.fault, received.document = reading.fault, dict(reading.document)
    received.save()
    return received


def _ending(name: str) -> str:
    """The file's ending in plain letters, as far as a disk should carry it."""
    return re.sub(r"[^a-z0-9.]", "", Path(name).suffix.lower())[:10]


def _read_bytes(name: str, content: bytes) -> Reading:
    with TemporaryDirectory(prefix="culturefirst-") as folder:
        path = Path(folder) / f"document{_ending(name)}"
        path.write_bytes(content)
        return _read(path)


def _read(path: str | Path) -> Reading:
    try:
        return Reading(understood(path, names=names(MEASURES)).to_json())
    except DomainError as fault:
        return Reading({}, str(fault))
