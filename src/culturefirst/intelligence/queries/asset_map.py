"""Places as points over the authorities, which are coloured by how many of them they have."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from culturefirst.intelligence.ground import many_to_degrees
from culturefirst.intelligence.models import Area, Asset
from culturefirst.intelligence.places.region import authorities, bodies_by_code
from culturefirst.kit import clock
from culturefirst.kit.maps import Classes, Frame, Look, Map, Spot, Zone, choropleth
from culturefirst.kit.wording import plural
from culturefirst.network.models import BoundaryCode, Organisation

Counts = dict[int | None, int]
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


def drawn(rows: "QuerySet[Asset]", user: Any) -> Map | None:
    """The map of these places for this person; ``None`` where there is nothing to draw."""
    counts = dict(rows.order_by().values_list("authority").annotate(n=Count("pk")))
    zones, system = _own(counts), "degrees"
    if not zones:
        zones, system = _of_areas(counts, user), "metres"
    placed = rows.located().order_by("pk")  # type: ignore[attr-defined]
    told = list(placed.values_list("pk", "name", "status", "easting", "northing")[:MOST])
    spots = _spots(told, degrees=system == "degrees")
    if not zones and not spots:
        return None
    held: Any = system
    frame = (
        Frame.of([zone.boundary for zone in zones], held)
        if zones
        else Frame.around([(spot.x, spot.y) for spot in spots], held)
    )
    classes = Classes.quantiles([zone.value for zone in zones])
    look = Look(unit="places", states=STATES if spots else {})
    return choropleth(zones, "Places by authority", classes, frame=frame, spots=spots, look=look)


def _own(counts: Counts) -> list[Zone]:
    """The network's own outlines of districts and unitaries, else of counties."""
    today = clock.today()
    codes = BoundaryCode.objects.held_on(today).filter(
        outline__isnull=False, organisation__in=Organisation.objects.standing_on(today)
    )
    lower = codes.filter(organisation__kind__in=("district", "unitary"))
    chosen = lower if lower.exists() else codes.filter(organisation__kind="county")
    rows = chosen.order_by("pk").values_list(
        "organisation_id", "organisation__name", "organisation__slug", "outline"
    )
    return [_zone(name, outline, counts.get(body, 0), slug) for body, name, slug, outline in rows]


def _of_areas(counts: Counts, user: Any) -> list[Zone]:
    """The areas that are authorities, for whoever may see areas."""
    bodies = bodies_by_code()
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    rows = authorities(Area.objects.visible_to(user)).values_list("code", "name", "boundary")
    return [
        _zone(name or code, boundary, counts.get(body, 0), slugs.get(body, ""))
        for code, name, boundary in rows
        if (body := bodies.get(code, 0)) is not None
    ]


def _zone(name: str, boundary: Any, count: int, slug: str) -> Zone:
    url = f"{reverse('assets')}?{urlencode({'authority': slug})}" if slug else ""
    return Zone(name=name, value=count, boundary=boundary, url=url, says=plural(count, "place"))


def _spots(rows: list[tuple[Any, ...]], *, degrees: bool) -> list[Spot]:
    if not rows:
        return []
    xs, ys = [row[3] for row in rows], [row[4] for row in rows]
    if degrees:
        xs, ys = many_to_degrees(xs, ys)
    told = len(rows) <= TOLD
    return [
        Spot(
            x=float(x),
            y=float(y),
            title=name if told else "",
            url=reverse("asset", args=[pk]) if told else "",
            state=_STATE.get(status, "unknown"),
            size=1.0 if told else 0.4,
        )
        for (pk, name, status, *_), x, y in zip(rows, xs, ys, strict=True)
    ]
