"""What somebody may choose from when they make a study."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from culturefirst.intelligence.models import Area, Asset, AssetKind, Population, Rates, TravelTimes
from culturefirst.network.models import SubRegion


def choices(user: Any) -> Mapping[str, Any]:
    """Kinds that some place is of, populations, rates, sub-regions, authorities by name."""
    placed = Asset.objects.visible_to(user).standing().filter(kind=OuterRef("pk"))
    zones = Area.objects.visible_to(user).exclude(zone="").order_by("zone_name", "zone")
    named = dict(zones.values_list("zone", "zone_name").distinct())
    return {
        "kinds": AssetKind.objects.visible_to(user).filter(Exists(placed)),
        "population": Population.objects.visible_to(user).select_related("area_set"),
        "rates": Rates.objects.visible_to(user).select_related("classification"),
        "travel": TravelTimes.objects.visible_to(user).defer("content"),
        "sub_region": SubRegion.objects.visible_to(user),
        "authorities": _told_apart(named),
    }


def _told_apart(named: Mapping[str, str]) -> list[tuple[str, str]]:
    """By code; where a boundary was drawn anew, two codes have one name and are both told."""
    often = Counter(named.values())
    return [
        (code, f"{name} ({code})" if name and often[name] > 1 else name or code)
        for code, name in named.items()
    ]


def missing(found: Mapping[str, Any]) -> list[str]:
    """What has to be brought before a study can be made."""
    told = {
        "kinds": "places, with their kinds and coordinates",
        "population": "small areas with the people who live there",
        "rates": "rates of who takes part",
    }
    return [words for name, words in told.items() if not found[name].exists()]
