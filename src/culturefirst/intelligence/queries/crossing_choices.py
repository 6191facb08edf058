"""What somebody may cross, and what is shown where they said nothing; each list is read once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q

from culturefirst.intelligence.models import (
    Area,
    AreaSegments,
    Asset,
    AssetKind,
    Population,
    Rates,
)


def choices(user: Any, asked: Mapping[str, str]) -> dict[str, Any]:
    """Rates, kinds that some place is of, populations, the authorities of the areas asked for.

    Records by their keys in addresses; ``chosen`` has the keys of what is usual.
    """
    counted = Population.objects.visible_to(user).select_related("area_set")
    populations = _keyed(counted.annotate(covered=Count("people")))
    rates = _keyed(Rates.objects.visible_to(user).select_related("classification"))
    kinds = {each.key: each for each in _kinds(user)}
    population = populations.get(asked.get("population", "")) or _usual(populations.values())
    others = _others(populations, population)
    return {
        "population": populations,
        "rates": rates,
        "kind": kinds,
        "before": others,
        "zones": [] if population is None else _zones(user, population),
        "chosen": {
            "population": population and str(population.pk),
            "rates": population and _fitting(rates, population),
            "kind": max(kinds, key=lambda key: kinds[key].counted, default=None),
            "before": next(iter(others), None),
        },
    }


def _keyed(rows: Iterable[Any]) -> dict[str, Any]:
    return {str(each.pk): each for each in rows}


def _kinds(user: Any) -> Any:
    standing = Asset.objects.visible_to(user).standing()
    counted = Count("assets", filter=Q(assets__in=standing))
    return AssetKind.objects.visible_to(user).annotate(counted=counted).filter(counted__gt=0)


def _usual(populations: Iterable[Any]) -> Any:
    """The latest count of the set with most areas."""
    return max(populations, key=lambda each: (each.covered, each.year, -each.pk), default=None)


def _others(populations: Mapping[str, Any], population: Any) -> dict[str, Any]:
    """Other counts of the people of the same areas, the latest first."""
    if population is None:
        return {}
    same = [
        (key, each)
        for key, each in populations.items()
        if each.area_set_id == population.area_set_id and each.pk != population.pk
    ]
    return dict(sorted(same, key=lambda each: (-each[1].year, each[1].name)))


def _fitting(rates: Mapping[str, Any], population: Population) -> str | None:
    """Rates that tell areas apart if there are any: by segments known there, by age and sex."""
    known = AreaSegments.objects.filter(area__area_set=population.area_set)
    kinds = set(known.order_by().values_list("classification", flat=True).distinct())

    def order(key: str) -> int:
        each = rates[key]
        if each.classification_id in kinds:
            return 0
        if each.by == Rates.By.AGE_AND_SEX and population.groups:
            return 1
        return 2 if each.by == Rates.By.EVERYBODY else 3

    return min(rates, key=order, default=None)


def _zones(user: Any, population: Population) -> list[tuple[str, str]]:
    rows = Area.objects.visible_to(user).filter(area_set=population.area_set).exclude(zone="")
    found = dict(rows.order_by("zone").values_list("zone", "zone_name").distinct())
    named = [(code, name or code) for code, name in found.items()]
    return sorted(named, key=lambda each: each[1])
