"""Narrowing measures: which filters a measure takes, and names for the values they hold."""

from collections.abc import Mapping
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.measures.core import Measure
from culturefirst.measures.register import MEASURES
from culturefirst.programme.models import Target

# Scopes that mean a row of this database: no document can name them.
OWN = ("target", "activity")


def checked(key: str, filters: Mapping[str, Any]) -> Measure:
    """The measure of that key, if it can be narrowed by all these filters; else a sentence."""
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
    return measure


def narrowed(target: Target, measure: Measure, filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters to keep: a log that can name the target counts what is logged of it.

    A filter by activity or by sub-region alone is a person's own choice and stands.
    """
    values = to_values(measure, filters)
    if "target" in measure.dimensions and not values:
        return {"target": target.pk}
    return values


def to_values(measure: Measure, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters with the stored values in place of the names that people and documents use."""
    return {name: _swapped(measure, name, value, back=False) for name, value in filters.items()}


def to_names(measure: Measure, filters: Mapping[str, Any]) -> dict[str, Any]:
    """Filters with names in place of stored values; what only this database knows is left out."""
    return {
        name: _swapped(measure, name, value, back=True)
        for name, value in filters.items()
        if name not in OWN
    }


def _swapped(measure: Measure, dimension: str, value: Any, *, back: bool) -> Any:
    if dimension in OWN:
        return value
    pairs = measure.dimensions[dimension].choices()
    names = {shown: held for held, shown in pairs}
    if back:
        return {str(held): shown for held, shown in pairs}.get(str(value), value)
    return names.get(value, value)
