"""The parameters of a study as plain data: what is reckoned with, and how it is told."""

from collections.abc import Iterable, Iterator
from typing import Any

from culturefirst.intelligence.models import Study
from culturefirst.intelligence.queries.study_ways import ways_of
from culturefirst.intelligence.studying.times import MODES
from culturefirst.kit.wording import day, figure, percent

ASSUMED = "an assumption of this study"
Line = tuple[str, str, str]


def told(study: Study, areas: int, gaps: Iterable[Line] = ()) -> dict[str, Any]:
    """What the calculation reads, with ``told``: (what, value, note) for people.

    ``gaps`` are lines of the same kind, of what is not known in the areas.
    """
    kinds = list(study.kinds.all())
    units = {kind.unit for kind in kinds}
    unit = units.pop() if len(units) == 1 else ""
    ways = ways_of(study)
    return {
        "title": study.title,
        "kinds": ", ".join(str(kind) for kind in kinds),
        "unit": unit,
        "each": visits_of_a_unit(study),
        "day": study.day.isoformat(),
        "area_set": str(study.area_set),
        "population": study.people,
        "rates": str(study.rates),
        "limit": study.limit,
        "detour": float(study.detour),
        "decay": study.decay,
        "method": study.method,
        "assumed_capacity": _number(study.assumed_capacity),
        # Only where there are any: what was asked before there were is told as it was.
        **({"ways": [way.plain for way in ways]} if ways else {}),
        **({"table": str(study.travel)} if study.travel is not None else {}),
        "told": [list(each) for each in (*_lines(study, kinds, unit, areas), *gaps)],
    }


def visits_of_a_unit(study: Study, hours: Any = None) -> float:
    """Visits a week that one unit takes: as the study says, or by people, hours and minutes."""
    if study.visits_per_unit is not None:
        return float(study.visits_per_unit)
    usual = study.peak_hours if hours is None else hours
    return float(study.at_once or 0) * float(usual or 0) * 60 / float(study.visit_minutes or 60)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _lines(study: Study, kinds: Iterable[Any], unit: str, areas: int) -> Iterator[Line]:
    yield "Kinds of places", ", ".join(str(kind) for kind in kinds), ""
    yield "Places as at", day(study.day), ""
    yield "Areas", f"{study.area_set}, {figure(areas)} in all", study.area_set.source
    yield "People", study.people, study.population.source
    yield "Who takes part", f"{study.rates}, by {study.rates.by}", study.rates.source
    if study.times_a_week is not None:
        yield "Times a week, where the rates do not say", figure(float(study.times_a_week)), ASSUMED
    yield "Share of visits in the peak period", percent(float(study.peak_share)), ""
    yield from _way(study)
    yield "Accessibility by", study.get_method_display(), ""
    yield from _room(study, unit)
    if study.assumed_capacity is not None:
        size = f"{figure(float(study.assumed_capacity))} {unit}".strip()
        yield "Size where it is not known", size, ASSUMED


def _way(study: Study) -> Iterator[Line]:
    """How far people come, by which minutes, each in its mode."""
    ways = ways_of(study)
    if study.travel is not None:
        yield "Minutes from", str(study.travel), study.travel.source
    else:
        if not ways:
            yield "Farthest way", f"{figure(study.limit)} m", ""
        yield "Way over straight line", figure(float(study.detour)), "straight lines, not roads"
    if not ways:
        yield "Distance", study.get_decay_display(), ""
    for way in ways:
        falls = study.Decay(way.decay).label
        if study.modes:
            value = f"{percent(way.share)} of visits, at most {way.says}"
            yield f"By {MODES[way.mode]}", value, falls
        else:
            yield "Farthest way", way.says, falls


def _room(study: Study, unit: str) -> Iterator[Line]:
    each = unit or "unit"
    if study.visits_per_unit is not None:
        yield f"Visits a week for each {each}", figure(float(study.visits_per_unit)), ""
        return
    yield f"People at one time for each {each}", f"{float(study.at_once or 0):.4g}", ""
    hours = figure(float(study.peak_hours or 0))
    yield "Hours of the peak period a week", hours, "a place’s own hours go before"
    yield "Minutes of a visit", figure(study.visit_minutes), ""
