"""Files that somebody put up and in which their name stands: they go whole, or stay as they are."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from culturefirst.kit.holdings import PAPERS, PutUp, Whom
from culturefirst.network.models import Paper

# As files write names: XML and text, what PDF files say of themselves, and old text.
WRITTEN = ("utf-8", "utf-16-be", "utf-16-le", "latin-1")


def naming(whom: Whom) -> Iterator[Any]:
    """Papers that the person put up, where the file has one of their names or addresses in it."""
    known = _written(whom.names | whom.addresses)
    for each in PAPERS if known else ():
        for paper in each.model._base_manager.filter(added_by__in=whom.people).order_by("pk"):
            if _holds(paper, known):
                yield paper


def shown_to(user: Any) -> set[tuple[type[Any], int]]:
    """Every paper whose title this person may be shown: its kind and its key."""
    return {
        (each.model, pk)
        for each in PAPERS
        for pk in each.model.objects.visible_to(user).values_list("pk", flat=True)  # type: ignore[attr-defined]
    }


def is_paper(record: Any) -> bool:
    """Whether a record is one of those, of any room."""
    return any(type(record) is each.model for each in PAPERS)


def delete_all(papers: Iterable[Any]) -> None:
    """Papers of several rooms, with their files."""
    gone = list(papers)
    for each in PAPERS:
        if of_room := [paper for paper in gone if type(paper) is each.model]:
            each.delete(of_room)


def delete(papers: Iterable[Paper]) -> None:
    """The rows, and on commit each file that no other paper has."""
    keys = [paper.pk for paper in papers]
    rows = Paper._base_manager.filter(pk__in=keys)
    names = set(rows.values_list("file", flat=True))
    storage = Paper._meta.get_field("file").storage
    rows.delete()
    shared = set(Paper._base_manager.filter(file__in=names).values_list("file", flat=True))

    def take_away() -> None:
        for name in names - shared:
            storage.delete(name)

    transaction.on_commit(take_away)


def _holds(paper: Any, known: list[bytes]) -> bool:
    if not paper.file:  # a room may keep links among its papers
        return False
    try:
        with paper.file.open("rb") as file:
            return any(_has(content, known) for content in _contents(file))
    except FileNotFoundError:  # ``culturefirst check`` tells of it
        return False


def _contents(file: Any) -> Iterator[bytes]:
    """The bytes as they lie there, and those of each part of a packed file.

    What was put up has been looked at (``kit.uploads``), so it is not larger than it says.
    """
    yield file.read()
    file.seek(0)
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            for entry in packed.infolist():
                yield packed.read(entry)


def _has(content: bytes, known: list[bytes]) -> bool:
    folded = content.lower()
    return any(each in folded for each in known)


def _written(known: frozenset[str]) -> list[bytes]:
    return [
        written
        for each in sorted(known)
        for code in WRITTEN
        if (written := _in(each.lower(), code))
    ]


def _in(text: str, code: str) -> bytes:
    try:
        return text.encode(code)
    except UnicodeEncodeError:
        return b""


PAPERS.add("network.paper", PutUp(Paper, delete))
