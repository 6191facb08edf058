"""People of areas as plain numbers, which studies hand to the calculations."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Sum

from culturefirst.intelligence.models import (
    AreaPeople,
    AreaSegments,
    AreaSet,
    Classification,
    Population,
)


def populations(user: Any) -> Any:
    """Every population with the areas that it covers and the people in it."""
    rows = Population.objects.visible_to(user).select_related("area_set")
    return rows.annotate(covered=Count("people"), total=Sum("people__total"))


def classifications(user: Any) -> Any:
    """Every classification with its segments and the areas that it covers."""
    rows = Classification.objects.visible_to(user)
    return rows.annotate(
        number=Count("segments", distinct=True), covered=Count("areas", distinct=True)
    )


def totals(population: Population) -> Mapping[str, int]:
    """People by area code."""
    rows = AreaPeople.objects.filter(population=population)
    return dict(rows.values_list("area__code", "total"))


def counts(population: Population) -> Mapping[str, list[float]]:
    """Counts by area code, in the order of ``population.groups``."""
    rows = AreaPeople.objects.filter(population=population)
    return dict(rows.values_list("area__code", "counts"))


def shares(classification: Classification, area_set: AreaSet) -> Mapping[str, dict[str, float]]:
    """Shares of segments by area code, within one set of areas."""
    rows = AreaSegments.objects.filter(classification=classification, area__area_set=area_set)
    return dict(rows.values_list("area__code", "shares"))


def shares_by_area(classification: Classification) -> Iterator[tuple[str, dict[str, float]]]:
    """Every area's code with its shares, in whatever set it is, some at a time."""
    rows = AreaSegments.objects.filter(classification=classification).order_by("area__code")
    return iter(rows.values_list("area__code", "shares").iterator(chunk_size=2000))
