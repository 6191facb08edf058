"""From a read document to stored records: the whole or nothing (inside the caller's act)."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.kit.errors import DomainError
from culturefirst.measures.core import Measure
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import SubRegion
from culturefirst.programme.binding import fields
from culturefirst.programme.models import (
    Activity,
    Priority,
    Programme,
    Progress,
    Target,
    WorkProgramme,
)
from culturefirst.programme.narrowing import checked, narrowed
from culturefirst.programme.reading import document as printed


def build(document: printed.Document, *, follows: WorkProgramme | None = None) -> WorkProgramme:
    """Store a draft with everything in the document.

    Raises ``DomainError`` with the place and the remedy for whatever cannot be kept.
    """
    if not document.title:
        raise DomainError("The work programme has no title; give it one.")
    if document.starts is None or document.ends is None:
        raise DomainError("The work programme has no period; say when it starts and ends.")
    made = WorkProgramme(
        title=document.title,
        starts=document.starts,
        ends=document.ends,
        notes=list(document.notes),
        follows=follows,
    )
    _saved(made, document.title)
    places = list(SubRegion.objects.all())
    for position, priority in enumerate(document.priorities, 1):
        _priority(made, position, priority, places)
    return made


def _priority(
    work_programme: WorkProgramme,
    position: int,
    told: printed.Priority,
    places: Sequence[SubRegion],
) -> None:
    made = Priority(
        work_programme=work_programme,
        position=position,
        number=told.number or "",
        title=told.title or "",
    )
    _saved(made, told.title or "a priority")
    for place, programme in enumerate(told.programmes, 1):
        strand = Programme(
            priority=made,
            position=place,
            number=programme.number or "",
            title=programme.title or "",
        )
        _saved(strand, programme.title or "a programme")
        for row, activity in enumerate(programme.activities, 1):
            _activity(strand, row, activity, places)


def _activity(
    programme: Programme, position: int, told: printed.Activity, places: Sequence[SubRegion]
) -> None:
    made = Activity(
        programme=programme,
        position=position,
        title=told.title,
        actions=told.actions,
        outcomes=told.outcomes,
        leads=told.leads,
        notes=told.notes,
    )
    _saved(made, told.title)
    made.sub_regions.set(_named(told, places))
    for place, target in enumerate(told.targets, 1):
        keep_target(made, place, target)
    for place, entry in enumerate(told.progress, 1):
        line = Progress(
            activity=made,
            position=place,
            text=entry.text,
            on=entry.date,
            measure=entry.measure or "",
            value=entry.value,
        )
        _saved(line, f"{told.title}: {entry.text}")


def keep_target(activity: Activity, position: int, told: printed.Target) -> Target:
    """Store a target; one counted by a log is narrowed to what is logged of it."""
    made = Target(activity=activity, position=position, **fields(told))
    where = f"{activity.title}: {told.text}"
    measure = _measure(made, where)
    _saved(made, where)
    if measure is not None:
        made.filters = narrowed(made, measure, made.filters, own=True)
        made.save(update_fields=["filters"])
    return made


def _measure(target: Target, where: str) -> Measure | None:
    # A document may come from a network with rooms that this one lacks: its measure is kept as
    # written and the target shown as declared. An offered measure that does not fit is a fault.
    if target.measure not in MEASURES.entries():
        return None
    try:
        return checked(target, target.measure, target.filters)
    except DomainError as fault:
        raise DomainError(f"“{_short(where)}” cannot be kept: {fault}") from fault


def _named(told: printed.Activity, places: Sequence[SubRegion]) -> Iterable[SubRegion]:
    text = " ".join([told.title, *told.actions, *told.leads, *(t.text for t in told.targets)])
    return [place for place in places if _mentions(text, [place.name, *place.short_names])]


def _mentions(text: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _saved(record: Any, where: str) -> None:
    try:
        record.full_clean()
    except ValidationError as fault:
        told = "; ".join(
            " ".join(f"{_field(name)}: {m}" for m in messages)
            for name, messages in fault.message_dict.items()
        )
        raise DomainError(f"“{_short(where)}” cannot be kept: {told}") from fault
    record.save(force_insert=True)


def _field(name: str) -> str:
    return "together" if name == "__all__" else name.replace("_", " ")


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
