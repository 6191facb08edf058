"""Places of a kind that count, where each of them stands, and those that do not count."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from culturefirst.intelligence.crossing.ground import NOWHERE, Array, Ground
from culturefirst.intelligence.crossing.provision import Places
from culturefirst.intelligence.models import Asset, AssetKind
from culturefirst.intelligence.queries.studies import studies
from culturefirst.kit import clock
from culturefirst.network.models import BoundaryCode, Organisation

# As far as small areas of the country lie apart, a place is still theirs.
NEAR = 10_000.0
NOT_IN_USE = {
    Asset.Status.PLANNED: "planned, not open",
    Asset.Status.BUILDING: "being built",
    Asset.Status.RESTING: "closed for a time",
}


@dataclass(frozen=True)
class LeftOut:
    """A place that does not count, and why."""

    key: int
    name: str
    why: str


def places_of_kind(
    user: Any, kind: AssetKind, ground: Ground, *, by_room: bool
) -> tuple[Places, list[LeftOut]]:
    """Places in use today that this person may see: each counts as one, or as its room."""
    standing = Asset.objects.visible_to(user).standing().filter(kind=kind)
    today = set(standing.standing_on(clock.today()).values_list("pk", flat=True))
    told = ("pk", "name", "status", "capacity", "easting", "northing", "authority_id")
    rows = list(standing.order_by("name", "pk").values_list(*told))
    used = [row for row in rows if row[0] in today and row[2] not in NOT_IN_USE]
    counted = {row[0] for row in used}
    out = [
        LeftOut(row[0], row[1], NOT_IN_USE.get(row[2], "closed, or not open yet"))
        for row in rows
        if row[0] not in counted
    ]
    return _placed(used, ground, by_room=by_room), out


def _placed(rows: list[tuple[Any, ...]], ground: Ground, *, by_room: bool) -> Places:
    columns = tuple(zip(*rows, strict=True)) or ((),) * 7
    keys, names, _, room, east, north, bodies = columns
    easting, northing = _numbers(east), _numbers(north)
    recorded, nearest = _recorded(bodies, ground), _nearest(easting, northing, ground)
    guessed = (recorded == NOWHERE) & (nearest != NOWHERE)
    return Places(
        keys=keys,
        names=names,
        amount=_numbers(room) if by_room else np.ones(len(rows)),
        zone=np.where(recorded == NOWHERE, nearest, recorded),
        easting=easting,
        northing=northing,
        guessed=guessed,
    )


def _numbers(values: tuple[Any, ...]) -> Array:
    return np.array([np.nan if each is None else float(each) for each in values], np.float64)


def _recorded(bodies: tuple[int | None, ...], ground: Ground) -> Array:
    """The authority that is recorded of each place, where the areas name it by a code it had."""
    place = {code: at for at, (code, _) in enumerate(ground.zones)}
    held = BoundaryCode.objects.filter(organisation__in={each for each in bodies if each})
    known = {
        body: place[code]
        for code, body in held.order_by("pk").values_list("code", "organisation_id")
        if code in place
    }
    return np.array([known.get(body, NOWHERE) for body in bodies], np.int64)


def _nearest(easting: Array, northing: Array, ground: Ground) -> Array:
    """The authority of the small area nearest to each place, if that is not too far."""
    found = np.full(len(easting), NOWHERE, np.int64)
    placed = np.flatnonzero(~np.isnan(easting))
    if not len(placed) or not len(ground):
        return found
    from scipy.spatial import cKDTree  # a heavy import, needed only here

    homes = np.column_stack((ground.easting, ground.northing)).astype(np.float64)
    tree = cKDTree(homes)
    between = tree.query(homes, k=2)[0][:, 1] if len(homes) > 1 else np.zeros(1)
    far, at = tree.query(np.column_stack((easting[placed], northing[placed])))
    found[placed] = np.where(far <= max(NEAR, float(between.max())), ground.zone[at], NOWHERE)
    return found


def reach_of_study(user: Any, kind: AssetKind, area_set: Any) -> tuple[int, Any] | None:
    """How far people go in a straight line by the latest study of such places, and that study.

    A study by minutes or by modes says nothing of it.
    """
    by_metres = studies(user).filter(travel__isnull=True, modes=[])
    found = by_metres.filter(kinds=kind, area_set=area_set).order_by("-pk").first()
    return None if found is None else (round(found.limit / float(found.detour)), found)


def authority_of(user: Any, code: str) -> str:
    """The name in addresses of the body whose area has the code; empty where none is here."""
    held = BoundaryCode.objects.filter(code=code).order_by("-pk").values("organisation")[:1]
    found = Organisation.objects.visible_to(user).filter(pk__in=held)
    return found.values_list("slug", flat=True).first() or ""
