"""Binding targets to measures: names to values, checks, and proposals with today's figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from culturefirst.measures.core import Figure, Measure
from culturefirst.measures.register import MEASURES
from culturefirst.programme.models import Target
from culturefirst.programme.narrowing import OWN, checked, misfit, narrowed, to_names, to_values
from culturefirst.programme.queries.asking import lines
from culturefirst.programme.reading import Document, MeasureWords
from culturefirst.programme.reading.document import Target as PrintedTarget
from culturefirst.programme.rules import Span, Standing

__all__ = [
    "OWN",
    "Proposal",
    "checked",
    "fields",
    "fitted",
    "names",
    "narrowed",
    "proposals",
    "to_names",
    "to_values",
    "vocabulary",
]


@dataclass(frozen=True)
class Proposal:
    """What the reader proposes for a target, and where it would stand today."""

    target: PrintedTarget
    measure: Measure | None
    filters: Mapping[str, Any]
    figure_today: Figure | None
    standing: Standing


def proposals(document: Document, *, year: Span, as_at: date) -> list[Proposal]:
    """A proposal for every target of a document, in its order; all figures asked for at once."""
    printed = [target for activity in document.activities for target in activity.targets]
    stored = [_unsaved(place, target) for place, target in enumerate(printed)]
    standing = lines(stored, year=year, as_at=as_at, exact=True)
    found = (standing[target.pk] for target in stored)
    return [
        Proposal(target, line.measure, target.filters, line.figure, line.standing)
        for target, line in zip(printed, found, strict=True)
    ]


def _unsaved(place: int, printed: PrintedTarget) -> Target:
    """The target as it would be stored, with a key that no stored target has."""
    target = Target(pk=-1 - place, **fields(printed))
    measure = MEASURES.get(target.measure)
    if measure is None or set(target.filters) - set(measure.dimensions):
        target.measure, target.filters = "", {}
    else:
        target.filters = narrowed(target, measure, target.filters, own=True)
    return target


def fields(printed: PrintedTarget) -> dict[str, Any]:
    """A read target as the stored target's fields (without activity and position)."""
    given = vars(printed).copy()
    del given["carried"]  # how it came, not what it says
    for name in ("unit", "per", "direction", "measure"):
        given[name] = given[name] or ""
    return given


def vocabulary() -> list[MeasureWords]:
    """What each measure is called in targets, for the reader.

    Only a log that can name the target is offered by kind alone: any other measure is proposed
    where its words stand.
    """
    return [
        MeasureWords(
            each.key,
            each.words,
            each.serves if "target" in each.dimensions else (),
            tuple(each.dimensions),
        )
        for each in MEASURES
        if each.words or each.serves
    ]


def fitted(document: Document) -> Document:
    """The document with proposals that cannot say where a target stands taken back.

    "A survey of registered users" is one thing done, not a number of users: it goes to the log.
    What a file of our own says of a target was decided by a person and stays.
    """
    for target in (each for each in document.targets if not each.carried):
        measure = MEASURES.get(target.measure or "")
        if measure is not None and misfit(measure, target.kind, target.unit):
            target.measure, target.filters = _log_for(target.kind), {}
    return document


def _log_for(kind: str) -> str | None:
    logs = (each for each in MEASURES if "target" in each.dimensions and kind in each.serves)
    return next((log.key for log in logs), None)


def names(measures: Iterable[Measure]) -> dict[str, dict[str, Sequence[str]]]:
    """The names of known values, of each measure by dimension ("sub_region": every sub-region's).

    Two measures may call different things alike: a kind of event is no kind of organisation.
    """
    return {
        measure.key: {
            name: [str(shown) for _, shown in dimension.choices()]
            for name, dimension in measure.dimensions.items()
            if name not in OWN
        }
        for measure in measures
    }
