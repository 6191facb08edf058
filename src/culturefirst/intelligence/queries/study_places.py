"""The places of a study with their room, and those that are left out, each with the reason."""

from typing import Any

import numpy as np

from culturefirst.intelligence.models import Asset, Study
from culturefirst.intelligence.queries.study_parameters import visits_of_a_unit
from culturefirst.intelligence.queries.study_ways import straight_reach
from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import (
    ELSEWHERE,
    AreaRows,
    LeftOut,
    PlaceRows,
)
from culturefirst.network.models import BoundaryCode

COMING = {Asset.Status.PLANNED: "planned, not open", Asset.Status.BUILDING: "being built"}
Zones = tuple[tuple[str, str], ...]


def places_of(
    study: Study, areas: AreaRows, zones: Zones, user: Any
) -> tuple[PlaceRows, tuple[LeftOut, ...], frozenset[str]]:
    """Those that serve, those that do not, and the codes of what is open to anybody."""
    rows = Asset.objects.visible_to(user).standing().filter(kind__in=study.kinds.all())
    found = list(rows.select_related("kind").order_by("pk"))
    standing = set(rows.standing_on(study.day).values_list("pk", flat=True))
    told_open = frozenset(str(pk) for pk in rows.open().values_list("pk", flat=True))
    serving, out = [], []
    near = _nearby(areas, study)
    for asset in found:
        why = _why_not(asset, asset.pk in standing, study)
        if not why:
            serving.append(asset)
        elif near(asset):
            out.append(LeftOut(str(asset.pk), asset.name, why))
    rows_of = _rows(study, serving, _zones_of(serving, areas, zones))
    return rows_of, tuple(out), told_open


def _why_not(asset: Asset, stands: bool, study: Study) -> str:
    """Why a place does not serve; empty where it does."""
    if asset.status in COMING:
        return COMING[Asset.Status(asset.status)]
    if asset.status == Asset.Status.RESTING:
        return "closed for a time"
    if not stands:
        return "closed, or not open yet on the day of the study"
    if not asset.is_located:
        return "its coordinates are not known"
    if asset.capacity is None and study.assumed_capacity is None:
        return "its size is not known, and the study assumes none"
    return ""


def _nearby(areas: AreaRows, study: Study) -> Any:
    """Whether a place that is left out is of concern: near, or of an unknown whereabouts."""
    reach = straight_reach(study)
    east, north = areas.easting[areas.studied], areas.northing[areas.studied]
    box = (east.min() - reach, east.max() + reach, north.min() - reach, north.max() + reach)

    def near(asset: Asset) -> bool:
        if asset.easting is None or asset.northing is None:
            return True
        west, far_east, south, far_north = box
        return bool(west <= asset.easting <= far_east and south <= asset.northing <= far_north)

    return near


def _rows(study: Study, assets: list[Any], zone: Array) -> PlaceRows:
    assumed = np.array([asset.capacity is None for asset in assets], np.bool_)
    stand_in = float(study.assumed_capacity or 0)
    units = np.array(
        [stand_in if asset.capacity is None else float(asset.capacity) for asset in assets]
    )
    each = np.array([visits_of_a_unit(study, asset.peak_hours) for asset in assets], np.float64)
    return PlaceRows(
        codes=tuple(str(asset.pk) for asset in assets),
        names=tuple(asset.name for asset in assets),
        kinds=tuple(str(asset.kind) for asset in assets),
        zone=zone,
        easting=np.array([asset.easting for asset in assets], np.int32),
        northing=np.array([asset.northing for asset in assets], np.int32),
        units=units.astype(np.float64),
        capacity=units * each,
        assumed=assumed,
    )


def _zones_of(assets: list[Any], areas: AreaRows, zones: Zones) -> Array:
    """The authority that each place lies in: as recorded, else as the nearest small area's."""
    place = {code: at for at, (code, _) in enumerate(zones)}
    known: dict[int, int] = {}
    owners = {asset.authority_id for asset in assets if asset.authority_id is not None}
    for code, body in BoundaryCode.objects.filter(organisation__in=owners).values_list(
        "code", "organisation"
    ):
        if code in place:
            known[body] = place[code]
    nearest = _nearest(assets, areas)
    found = [known.get(asset.authority_id, nearest[at]) for at, asset in enumerate(assets)]
    return np.array(found, np.int32)


def _nearest(assets: list[Any], areas: AreaRows) -> Array:
    if not assets:
        return np.full(0, ELSEWHERE, np.int32)
    from scipy.spatial import cKDTree  # a heavy import, needed only here

    homes = np.column_stack((areas.easting, areas.northing)).astype(np.float64)
    spots = np.array([[asset.easting, asset.northing] for asset in assets], np.float64)
    _, at = cKDTree(homes).query(spots)
    found: Array = areas.zone[at]
    return found
