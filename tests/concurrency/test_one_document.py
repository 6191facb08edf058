"""Somebody imports a document while somebody else brings the same file in once more."""

import threading
from typing import Any

import pytest
from django.db import OperationalError

from culturefirst.kit import clock
from culturefirst.kit.tests.databases import Arena
from culturefirst.programme import actions
from culturefirst.programme.actions import documents
from culturefirst.programme.models import ImportedDocument
from culturefirst.programme.reading import Document
from tests.concurrency.crowd import Director, at_once, faults, refusals
from tests.concurrency.guards import ALONE

CONTENT = b"Objective,Task\nRead more,Ask every library\n"
DOCUMENT = {"title": "2011-12", "starts": "2011-04-01", "ends": "2012-03-31"}


@pytest.fixture
def outcomes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Of bringing it in again, which stops before it writes, and of importing it meanwhile."""
    guarded = "arena" in request.fixturenames
    request.getfixturevalue("arena" if guarded else "unguarded")
    kept = ImportedDocument.objects.create(
        name="plan.csv",
        sha256=documents.sha256(CONTENT).hexdigest(),
        received_at=clock.wall(),
        document=DOCUMENT | {"cells": {"read": 0, "placed": 0}, "priorities": []},
    )
    looked, imported = threading.Event(), threading.Event()
    note = documents._note

    def note_later(*given: Any) -> ImportedDocument:
        looked.set()
        imported.wait(timeout=ALONE)
        return note(*given)

    monkeypatch.setattr(documents, "_note", note_later)
    monkeypatch.setattr(documents, "_read_bytes", lambda *_: documents.Reading(kept.document))

    def bring_in_again() -> None:
        actions.receive_document(by=Director(), name="plan.csv", content=CONTENT)

    def take_it() -> None:
        looked.wait(timeout=5)
        document = Document.from_json(kept.document)
        actions.import_document(by=Director(), received=kept, document=document)
        imported.set()

    return at_once([bring_in_again, take_it])


def test_what_was_made_of_it_stands(arena: Arena, outcomes: list[Any]) -> None:
    assert (refusals(outcomes), faults(outcomes)) == ([], [])
    found = ImportedDocument.objects.get()
    assert (found.state, str(found.work_programme)) == ("imported", "2011-12")


def test_without_the_lock_the_document_forgets_what_was_made_of_it(
    unguarded: Arena, outcomes: list[Any]
) -> None:
    if unguarded.vendor == "sqlite":
        assert [type(fault) for fault in faults(outcomes)] == [OperationalError]
    else:
        found = ImportedDocument.objects.get()
        assert (found.state, found.work_programme) == ("waiting", None)
