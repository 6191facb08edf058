"""Narrowing measures: which filters a measure takes, and names for the values they hold."""

from collections.abc import Mapping
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.measures.core import Measure
from culturefirst.measures.register import MEASURES
from culturefirst.programme.models import Target

# Scopes that mean a row of this database: no document can name them.
OWN = ("target", "activity")


def checked(target: Target, key: str, filters: Mapping[str, Any]) -> Measure:
    """The measure of that key, if it can say where the target stands; else a sentence."""
    measure = MEASURES.get(key)
    if measure is None:
        raise DomainError(f"There is no measure “{key}”; choose one of the list.")
    unknown = sorted(set(filters) - set(measure.dimensions))
    if unknown:
        known = ", ".join(measure.dimensions) or "nothing"
        raise DomainError(
            f"{measure.title} cannot be narrowed by {', '.join(unknown)}; "
            f"it can be narrowed by {known}."
        )
    if fault := misfit(measure, target.kind, target.unit):
        raise DomainError(f"{measure.title} {fault}; choose another measure.")
    return measure


def misfit(measure: Measure, kind: str, unit: str | None) -> str:
    """Why a measure cannot say where a target of this kind stands; empty where it can."""
    if measure.stock and kind == Target.Kind.MILESTONE:
        return "counts how many there are on a day, which says nothing of one thing being done"
    if measure.stock and kind == Target.Kind.RECURRING:
        return "counts how many there are on a day, not how many came in a period"
    if measure.base is None and kind == Target.Kind.CHANGE and unit == "%":
        return "counts without a whole to compare with, so it gives no percentage"
    return ""


def narrowed(
    target: Target, measure: Measure, filters: Mapping[str, Any], *, own: bool = False
) -> dict[str, Any]:
    """The filters to keep: a log that can name the target counts what is logged of it.

    A person may choose a wider count by an activity or a place; what a reader guessed (``own``)
    never widens a log.
    """
    values = to_values(measure, filters)
    wider = "activity" in values if own else bool(values)
    return values if wider or "target" not in measure.dimensions else {"target": target.pk}


def to_values(measure: Measure, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters with the stored values in place of the names that people and documents use."""
    return {name: _swapped(measure, name, value, back=False) for name, value in filters.items()}


def to_names(measure: Measure, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters with names in place of stored values; what only this database knows is left out."""
    return {
        name: _swapped(measure, name, value, back=True)
        for name, value in filters.items()
        if name not in OWN and measure.dimensions[name].seen is None
    }


def _swapped(measure: Measure, dimension: str, value: Any, *, back: bool) -> Any:
    if dimension in OWN:
        return value
    pairs = measure.dimensions[dimension].choices()
    names = {shown: held for held, shown in pairs}
    if back:
        return {str(held): shown for held, shown in pairs}.get(str(value), value)
    return names.get(value, value)
