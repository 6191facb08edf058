"""Places as points over the authorities, which are coloured by how many of them they have."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from culturefirst.intelligence.models import Asset
from culturefirst.intelligence.places.coordinates import many_to_degrees
from culturefirst.kit import clock
from culturefirst.kit.maps import Classes, Frame, Look, Map, Spot, Zone, choropleth
from culturefirst.kit.wording import plural
from culturefirst.network.models import BoundaryCode, Organisation

MOST = 5000  # points on one map
TOLD = 400  # points up to which each is a link with its name; the table tells of more
STATES = {"open": "Open", "closed": "Closed", "candidate": "Planned", "unknown": "Not known"}
_STATE = {
    Asset.Status.OPEN: "open",
    Asset.Status.RESTING: "open",
    Asset.Status.CLOSED: "closed",
    Asset.Status.PLANNED: "candidate",
    Asset.Status.BUILDING: "candidate",
}


def drawn(rows: "QuerySet[Asset]") -> Map | None:
    """The map of these places; ``None`` where there is nothing to draw."""
    zones = _zones(rows)
    placed = rows.located().order_by("pk")  # type: ignore[attr-defined]
    spots = _spots(list(placed.values_list("pk", "name", "status", "easting", "northing")[:MOST]))
    if not zones and not spots:
        return None
    points = [] if zones else [(spot.x, spot.y) for spot in spots]
    frame = (
        Frame.of([zone.boundary for zone in zones], "degrees")
        if zones
        else Frame.around(points, "degrees")
    )
    classes = Classes.quantiles([zone.value for zone in zones])
    look = Look(unit="places", states=STATES if spots else {})
    return choropleth(zones, "Places by authority", classes, frame=frame, spots=spots, look=look)


def _zones(rows: "QuerySet[Asset]") -> list[Zone]:
    """The outlines of districts and unitaries, else of counties, with how many places each has."""
    today = clock.today()
    codes = BoundaryCode.objects.held_on(today).filter(
        outline__isnull=False, organisation__in=Organisation.objects.standing_on(today)
    )
    lower = codes.filter(organisation__kind__in=("district", "unitary"))
    chosen = lower if lower.exists() else codes.filter(organisation__kind="county")
    counts = dict(rows.order_by().values_list("authority").annotate(n=Count("pk")))
    return [
        Zone(
            name=name,
            value=counts.get(body, 0),
            boundary=outline,
            url=f"{reverse('assets')}?{urlencode({'authority': slug})}",
            says=plural(counts.get(body, 0), "place"),
            key=str(body),
        )
        for body, name, slug, outline in chosen.order_by("pk").values_list(
            "organisation_id", "organisation__name", "organisation__slug", "outline"
        )
    ]


def _spots(rows: list[tuple[Any, ...]]) -> list[Spot]:
    if not rows:
        return []
    lons, lats = many_to_degrees([row[3] for row in rows], [row[4] for row in rows])
    told = len(rows) <= TOLD
    return [
        Spot(
            x=float(lon),
            y=float(lat),
            title=name if told else "",
            url=reverse("asset", args=[pk]) if told else "",
            state=_STATE.get(status, "unknown"),
            size=1.0 if told else 0.4,
        )
        for (pk, name, status, *_), lon, lat in zip(rows, lons, lats, strict=True)
    ]
