"""What can be found, and by what finds are narrowed: the registers that rooms fill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile

from culturefirst.kit.registers import Register

Keys = Callable[[Any], Iterable[int | None]]


@dataclass(frozen=True)
class Entry:
    """What search knows of one record: words that whoever may see the record may read.

    ``on`` is the day it is of; ``topics``, ``services`` and ``sub_region`` (one or several) are the
    slugs by which it is narrowed.
    """

    title: str
    text: str = ""
    url: str = ""
    on: date | None = None
    topics: Iterable[str] = ()
    services: Iterable[str] = ()
    sub_region: str | Iterable[str] = ()

    @property
    def facets(self) -> str:
        """``|place:norfolk|topic:museums|``: one text, so that finds are counted by it."""
        places = [self.sub_region] if isinstance(self.sub_region, str) else self.sub_region
        told = {
            *(f"topic:{slug}" for slug in self.topics),
            *(f"service:{slug}" for slug in self.services),
            *(f"place:{slug}" for slug in places if slug),
        }
        return f"|{'|'.join(sorted(told))}|" if told else ""


@dataclass(frozen=True)
class Source:
    """One kind of record that can be found.

    ``entry(row)`` gives its words, or ``None`` where it is not to be found at all; ``rows`` fetches
    beforehand what ``entry`` asks of a row. ``follows`` names other models whose changes change
    it, each with the keys of the records that a row of it leads to. ``file(row)`` is a file whose
    words it is found by, too; they are read by a job. Subclasses of ``model`` count as it.
    """

    label: str
    plural: str
    model: type[Model]
    visible: Callable[[Any], "QuerySet[Any]"]
    entry: Callable[[Any], Entry | None]
    rows: Callable[["QuerySet[Any]"], "QuerySet[Any]"] = lambda rows: rows
    follows: Mapping[type[Model], Keys] = field(default_factory=dict)
    file: Callable[[Any], FieldFile | None] | None = None


@dataclass(frozen=True)
class Facet:
    """Something by which finds are narrowed: its label and its values' names by their slugs."""

    label: str
    names: Callable[[], Mapping[str, str]]


SEARCH: Register[Source] = Register("search")
# "topic", "service" and "place", as the room that knows their names offers them.
FACETS: Register[Facet] = Register("search")
