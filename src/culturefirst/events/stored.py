"""The files of papers: a row that goes takes its file along, unless another row has it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from culturefirst.events.models import EventPaper


def delete(papers: Iterable[Any]) -> None:
    """The rows, and on commit each file that no other paper has."""
    rows = EventPaper._base_manager.filter(pk__in=[paper.pk for paper in papers])
    names = set(rows.values_list("file", flat=True))
    storage = EventPaper._meta.get_field("file").storage
    rows.delete()
    shared = set(EventPaper._base_manager.filter(file__in=names).values_list("file", flat=True))

    def take_away() -> None:
        for name in names - shared:
            storage.delete(name)

    transaction.on_commit(take_away)
