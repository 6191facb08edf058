"""Places recorded and confirmed, and what of kinds and authorities they cover."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from culturefirst.intelligence.models import Asset, AssetKind, Sector
from culturefirst.kit import clock
from culturefirst.measures.core import Dimension, Measure, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.models import Organisation


def _recorded() -> QuerySet[Any]:
    """Places that were not found to be another one written twice."""
    rows: QuerySet[Any] = Asset.objects.filter(merged_into__isnull=True)
    return rows.select_related("kind", "source", "authority")


def _standing() -> QuerySet[Any]:
    return _recorded().filter(withdrawn_on__isnull=True)


def _kinds() -> list[tuple[Any, str]]:
    return list(AssetKind.objects.values_list("key", "name"))


def _authorities() -> QuerySet[Any]:
    rows: QuerySet[Any] = Organisation.objects.filter(kind__in=Organisation.AUTHORITIES)
    return rows.standing_on(clock.today())  # type: ignore[attr-defined, no-any-return]


def _bodies() -> list[tuple[Any, str]]:
    return list(_authorities().values_list("slug", "name"))


DIMENSIONS = {
    "kind_of_place": Dimension("kind__key", "Kind of place", _kinds),
    "sector": Dimension("kind__sector", "Sector", lambda: list(Sector.choices)),
    "authority": Dimension("authority__slug", "In the area of", _bodies),
}


def _show(asset: Asset) -> Shown:
    """Its name where anybody may read of it; these lists are read by strangers, too."""
    open_ = asset.kind.public and (asset.source is None or asset.source.open)
    if not open_:
        return Shown(label=f"{asset.kind} that members know of", on=asset.known_since)
    place = str(asset.authority or "")
    url = reverse("asset", args=[asset.pk])
    return Shown(label=f"{asset.name} ({asset.kind})", on=asset.known_since, url=url, detail=place)


def _show_verified(asset: Asset) -> Shown:
    told = _show(asset)
    return Shown(label=told.label, on=asset.verified_on, url=told.url, detail=told.detail)


measure(
    Measure(
        key="intelligence.assets",
        title="Places recorded",
        definition=(
            "Places for culture and sport that the network knew of by the end of the window, "
            "closed ones included, from the day since which each is known until its record was "
            "taken back. One that was found to be another written twice does not count."
        ),
        unit="places",
        records=_recorded,
        dated="known_since",
        until="withdrawn_on",
        show=_show,
        words=("assets recorded", "physical assets", "assets mapped", "places recorded",
               "cultural assets", "assets in the database"),
        dimensions=DIMENSIONS,
    )
)  # fmt: skip

measure(
    Measure(
        key="intelligence.assets_verified",
        title="Places confirmed",
        definition=(
            "Places of which somebody found all that is recorded to be right, by the day on which "
            "that was last so within the window, out of all that stand in the record. One that was "
            "confirmed again counts by the later day."
        ),
        unit="places",
        records=_standing,
        dated="verified_on",
        base=lambda window: _standing().filter(known_since__lte=window.ends),
        show=_show_verified,
        words=("assets verified", "assets confirmed", "places confirmed", "verified assets"),
        dimensions=DIMENSIONS,
        base_dimensions={
            "kind_of_place": "kind__key",
            "sector": "kind__sector",
            "authority": "authority__slug",
        },
    )
)


def _in_use(window: Window) -> QuerySet[Any]:
    rows: QuerySet[Any] = AssetKind.objects.all()
    retired = rows.filter(retired_on__lte=window.ends)
    return rows.exclude(pk__in=retired)


measure(
    Measure(
        key="intelligence.kinds_covered",
        title="Kinds of places covered",
        definition=(
            "Kinds of places of which at least one was recorded by the end of the window, each "
            "counted once, out of all kinds in use."
        ),
        unit="kinds",
        records=_recorded,
        dated="known_since",
        until="withdrawn_on",
        numerator=Count("kind", distinct=True),
        base=_in_use,
        show=_show,
        words=("kinds of assets", "asset types covered", "kinds of places"),
        dimensions=DIMENSIONS,
        base_dimensions={"kind_of_place": "key", "sector": "sector"},
    )
)

measure(
    Measure(
        key="intelligence.authorities_covered",
        title="Authorities with places recorded",
        definition=(
            "Authorities in whose area at least one place was recorded by the end of the window "
            "(narrowed to a kind: one of that kind), each counted once, out of all authorities "
            "that stand today."
        ),
        unit="authorities",
        records=lambda: _recorded().filter(authority__isnull=False),
        dated="known_since",
        until="withdrawn_on",
        numerator=Count("authority", distinct=True),
        base=lambda _window: _authorities(),
        show=_show,
        words=("authorities with assets", "councils with assets recorded", "authorities mapped"),
        dimensions=DIMENSIONS,
        base_dimensions={"authority": "slug"},
    )
)
