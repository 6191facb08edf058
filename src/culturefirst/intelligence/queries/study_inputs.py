"""All that a study is worked out from, read from the rooms' records into plain arrays."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from importlib import metadata
from typing import Any

import numpy as np

from culturefirst.analysis.need import GroupRate, expected_by_group
from culturefirst.intelligence.models import Rates, Study
from culturefirst.intelligence.queries import areas as areas_queries
from culturefirst.intelligence.queries import need, populations, study_gaps
from culturefirst.intelligence.queries import rates as rates_queries
from culturefirst.intelligence.queries.study_parameters import told
from culturefirst.intelligence.queries.study_places import places_of
from culturefirst.intelligence.queries.study_ways import Taken, taken
from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import ELSEWHERE, AreaRows, Inputs
from culturefirst.kit.errors import DomainError

Zones = tuple[tuple[str, str], ...]
NO_AUTHORITY = "No authority is named"


def gather(study: Study, user: Any) -> tuple[Inputs, bool]:
    """What the study asks for, with the neighbours that bear upon it; and if all of it is open.

    Raises ``DomainError`` with the remedy where something is missing.
    """
    points = areas_queries.points(study.area_set)
    if not points:
        raise DomainError(f"“{study.area_set}” has no areas yet. Bring them first.")
    zones = _zones(study, points)
    areas = _areas(study, points, zones)
    places, left_out, told_open = places_of(study, areas, zones, user)
    got = taken(study, areas, places)
    if not got.places.codes:
        raise DomainError(
            "No place of these kinds is within the limit of the area studied. Record places with "
            "their coordinates and sizes, or widen the limit."
        )
    left_out = (*left_out, *got.left_out)
    inputs = Inputs(
        parameters=told(study, len(points), study_gaps.told(study, got.areas)),
        sources=_sources(study, got, user),
        zones=zones,
        areas=got.areas,
        places=got.places,
        left_out=left_out,
        times=got.times,
        no_minutes=got.no_minutes,
    )
    licensed = study.rates.classification is not None and study.rates.classification.licensed
    # What is left out is named in the report as well.
    named = {*got.places.codes, *(each.code for each in left_out)}
    return inputs, named <= told_open and not licensed


def _zones(study: Study, points: Iterable[Any]) -> Zones:
    """The authorities studied by name: those asked for, or all that the areas name."""
    named = {zone: name or zone or NO_AUTHORITY for *_, zone, name in points}
    wanted = study.zones or list(named)
    if missing := [code for code in wanted if code not in named]:
        raise DomainError(
            f"No area of “{study.area_set}” lies in {missing[0]}. Choose authorities that it has."
        )
    return tuple(sorted(((code, named[code]) for code in wanted), key=lambda each: each[1]))


def _areas(study: Study, points: list[Any], zones: Zones) -> AreaRows:
    place = {code: at for at, (code, _) in enumerate(zones)}
    totals = populations.totals(study.population)
    unknown = [code for _, code, *_ in points if code not in totals]
    if len(unknown) == len(points):
        raise DomainError(
            f"“{study.population}” says of none of these areas who lives there. Choose another."
        )
    zone = np.array([place.get(each[5], ELSEWHERE) for each in points], np.int32)
    people = np.array([float(totals.get(each[1], 0)) for each in points])
    rows = AreaRows(
        codes=tuple(each[1] for each in points),
        names=tuple(each[2] for each in points),
        zone=zone,
        studied=zone != ELSEWHERE,
        easting=np.array([each[3] for each in points], np.int32),
        northing=np.array([each[4] for each in points], np.int32),
        people=people,
        demand=people,
    )
    return replace(rows, demand=_demand(study, rows) * float(study.peak_share))


def _demand(study: Study, rows: AreaRows) -> Array:
    """Visits a week by area: who takes part, times how often."""
    if study.rates.by == Rates.By.SEGMENT:
        return _by_segment(study, rows)
    visits = _visits(study)
    groups = need.groups_of(study.population)
    if not groups and study.rates.by == Rates.By.EVERYBODY and len(visits) == 1:
        return rows.people * visits[0].share
    if not groups:
        raise DomainError(need.NO_GROUPS)
    counts = populations.counts(study.population)
    table = [(counts.get(code) or [0.0] * len(groups))[: len(groups)] for code in rows.codes]
    return expected_by_group(table, groups, visits).people


def _by_segment(study: Study, rows: AreaRows) -> Array:
    held = study.rates.classification
    assert held is not None  # the database refuses rates by segment without one
    shares = populations.shares(held, study.area_set)
    if not shares:
        raise DomainError(need.NO_SEGMENTS.format(held))
    visits = {row.segment.code: _of(row, study) for row in _rows(study) if row.segment is not None}
    codes = sorted(visits)
    table = [[shares.get(area, {}).get(code, 0.0) for code in codes] for area in rows.codes]
    weighed: Array = np.array(table, np.float64) @ np.array([visits[code] for code in codes])
    return rows.people * weighed


def _visits(study: Study) -> list[GroupRate]:
    """Visits a week for each person of a group, in the stead of the share that takes part."""
    kept = zip(need.group_rates(study.rates), _rows(study), strict=True)
    return [GroupRate(rate.group, _of(row, study)) for rate, row in kept]


def _rows(study: Study) -> list[Any]:
    found = rates_queries.rows(study.rates)
    if not found:
        raise DomainError(f"“{study.rates}” has no rates. Bring them first.")
    return found


def _of(row: Any, study: Study) -> float:
    """Visits a week for each person that a rate is about."""
    times = study.times_a_week if row.times_a_week is None else row.times_a_week
    if times is None:
        raise DomainError(
            "These rates say who takes part, but not how often. Say in the study how many times a "
            "week somebody comes who does."
        )
    return float(row.share * times)


def _sources(study: Study, got: Taken, user: Any) -> tuple[Mapping[str, Any], ...]:
    """Where each fact is from, with a digest of what was taken of it."""
    areas, places = got.areas, got.places
    spots = [areas.codes, areas.easting.tolist(), areas.northing.tolist(), areas.zone.tolist()]
    sizes = [places.codes, places.easting.tolist(), places.northing.tolist()]
    takings = [[row.who, _of(row, study)] for row in _rows(study)]
    day = study.day.isoformat()
    return (
        _source("Areas", study.area_set, spots),
        _source("People", study.population, [areas.codes, areas.people.tolist()]),
        _source("Rates", study.rates, takings),
        {
            "what": "Places",
            "name": ", ".join(str(kind) for kind in study.kinds.all()),
            "year": day,
            "source": "The network’s own record of places",
            "digest": _digest([*sizes, places.units.tolist()]),
        },
        *_minutes(study, got),
        {"what": "Software", "name": "Culture First", "year": "", **_software()},
    )


def _minutes(study: Study, got: Taken) -> Iterator[Mapping[str, Any]]:
    if study.travel is not None and got.times is not None:
        yield _source("Travel times", study.travel, got.times.frozen().digest)


def _source(what: str, record: Any, facts: Any) -> Mapping[str, Any]:
    return {
        "what": what,
        "name": str(record),
        "year": str(record.year),
        "source": record.source,
        "licence": record.licence,
        "digest": _digest(facts),
    }


def _software() -> dict[str, str]:
    return {"source": f"version {version()}", "licence": "", "digest": version()}


def version() -> str:
    """The version of this software."""
    return metadata.version("culturefirst")


def _digest(facts: Any) -> str:
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
