"""What pages ask about places: lists, one with all that is known, doubles, reviews."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from culturefirst.intelligence.models import (
    Asset,
    AssetChange,
    AssetKind,
    AssetReview,
    AssetsApart,
)
from culturefirst.intelligence.places.known import KnownPlaces
from culturefirst.intelligence.places.rows import Brought
from culturefirst.kit import clock

FRESH = timedelta(days=730)  # how long a confirmation holds
Pair = tuple[Asset, Asset]
MOST_PAIRS = 100


def assets(user: Any) -> "QuerySet[Asset]":
    """Places that stand, as far as this person may see them, with what lists show."""
    rows: QuerySet[Asset] = Asset.objects.visible_to(user).standing()
    return rows.select_related("kind", "authority", "owner", "source")


def open_assets() -> "QuerySet[Asset]":
    """Places that stand and may be given out to anybody."""
    rows: QuerySet[Asset] = Asset.objects.open().standing()
    return rows


def narrowed(rows: "QuerySet[Asset]", asked: Mapping[str, Any]) -> "QuerySet[Asset]":
    """The places that fit what was asked for."""
    plain = {
        "kind": asked.get("kind"),
        "kind__sector": asked.get("sector"),
        "authority": asked.get("authority"),
        "status": asked.get("status"),
        "source": asked.get("source"),
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    since = clock.today() - FRESH
    if asked.get("verified") == "yes":
        rows = rows.filter(verified_on__gte=since)
    elif asked.get("verified") == "no":
        rows = rows.exclude(verified_on__gte=since)
    if asked.get("located") in ("yes", "no"):
        rows = rows.filter(easting__isnull=asked["located"] == "no")
    return rows


def asset(user: Any, pk: int) -> "QuerySet[Asset]":
    """One place, even where it was merged or withdrawn, with all that its page shows."""
    rows: QuerySet[Asset] = Asset.objects.visible_to(user).filter(pk=pk)
    related = ("kind", "authority", "owner", "source", "merged_into")
    return rows.select_related(*related).prefetch_related("facilities")


def changes(user: Any, of: Asset) -> "QuerySet[AssetChange]":
    """What was changed of a place, the newest first, as far as this person may read it."""
    rows: QuerySet[AssetChange] = AssetChange.objects.visible_to(user).filter(asset=of)
    return rows.select_related("by", "brought", "review__owner", "asset")


def counted_kinds(user: Any) -> list[tuple[AssetKind, int]]:
    """Kinds with how many standing places each has that this person may see."""
    rows = Asset.objects.visible_to(user).standing().order_by()
    numbers = dict(rows.values("kind").annotate(n=Count("pk")).values_list("kind", "n"))
    return [(kind, numbers.get(kind.pk, 0)) for kind in AssetKind.objects.all()]


def alike(of: Asset) -> list[Asset]:
    """Places that may be this one: of its kind, nearby or of its postcode, called much alike."""
    here = KnownPlaces({of.kind_id}, None)
    return [each for each in _alike(of, here) if each.pk != of.pk]


def doubles() -> list[Pair]:
    """Pairs of places that may be one, which nobody has looked at; a hundred at most."""
    kinds = set(Asset.objects.standing().order_by().values_list("kind", flat=True))
    here = KnownPlaces(kinds, None)
    apart = set(AssetsApart.objects.values_list("one", "other"))
    found: dict[tuple[int, int], Pair] = {}
    for each in here.all.values():
        for other in _alike(each, here):
            key = (min(each.pk, other.pk), max(each.pk, other.pk))
            if each.pk != other.pk and key not in apart:
                found.setdefault(key, (here.all[key[0]], here.all[key[1]]))
        if len(found) >= MOST_PAIRS:
            break
    return list(found.values())[:MOST_PAIRS]


def _alike(of: Asset, here: KnownPlaces) -> list[Asset]:
    said: dict[str, Any] = {"name": of.name, "postcode": of.postcode}
    if of.easting is not None:
        said |= {"easting": of.easting, "northing": of.northing}
    return here.alike(Brought(0, said, kind=of.kind))


def reviews(user: Any) -> "QuerySet[AssetReview]":
    """Owners that were asked, the newest first."""
    rows: QuerySet[AssetReview] = AssetReview.objects.visible_to(user)
    return rows.select_related("owner", "made_by").annotate(
        said=Count("changes__asset", distinct=True)
    )


def verified_since(day: date) -> date:
    """From which day on a confirmation holds on the day."""
    return day - FRESH
