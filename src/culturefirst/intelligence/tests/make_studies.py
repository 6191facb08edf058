"""A small country for studies: two authorities in a row, libraries in some of their villages.

Areas lie two kilometres apart from west to east, 1,000 people each: W1 to W3 in Westshire, E1 to
E3 in Eastshire, and F1 far beyond the reach of anything.
"""

from datetime import date
from typing import Any

from culturefirst.intelligence import actions
from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import (
    Area,
    AreaPeople,
    AreaSet,
    Asset,
    AssetKind,
    AssetSource,
    Population,
    Rate,
    Rates,
    Study,
    StudyRun,
)
from culturefirst.kit import clock

SAID = {"source": "Made up", "licence": "CC0"}
WEST, EAST = ("E07000001", "Westshire"), ("E07000002", "Eastshire")
PLACES = (
    *((f"W{at}", 600_000 + 2_000 * at, WEST) for at in (1, 2, 3)),
    *((f"E{at}", 606_000 + 2_000 * at, EAST) for at in (1, 2, 3)),
    ("F1", 650_000, EAST),
)
NORTH = 300_000
DAY = date(2011, 9, 19)


def a_country(people: int = 1000) -> Population:
    """Areas with their people, by age: a fifth are under 16."""
    areas = AreaSet.objects.create(name="Villages", year=2011, loaded_at=clock.now(), **SAID)
    held = Population.objects.create(
        area_set=areas,
        name="Count of 2011",
        year=2011,
        loaded_at=clock.now(),
        groups=[
            {"key": "u16", "label": "Under 16", "sex": "all", "from": 0, "to": 15},
            {"key": "16", "label": "16 and over", "sex": "all", "from": 16, "to": None},
        ],
        **SAID,
    )
    for code, east, (zone, name) in PLACES:
        row = Area.objects.create(
            area_set=areas, code=code, name=f"Village {code}", easting=east, northing=NORTH,
            zone=zone, zone_name=name, boundary=square(east, NORTH),
        )  # fmt: skip
        young = people // 5
        AreaPeople.objects.create(
            population=held, area=row, total=people, counts=[young, people - young]
        )
    return held


def square(east: int, north: int, half: int = 900) -> dict[str, Any]:
    """An outline about a point."""
    low, high, left, right = north - half, north + half, east - half, east + half
    ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def rates(share: str = "0.5", times: str | None = "0.5", **more: Any) -> Rates:
    """A rate for everybody: half of all come every other week."""
    made = Rates.objects.create(
        activity="Public libraries", year="2010/11", source="A survey", licence="CC0",
        loaded_at=clock.now(), **more,
    )  # fmt: skip
    Rate.objects.create(rates=made, share=share, times_a_week=times)
    return made


def libraries() -> AssetKind:
    """The kind of place, counted in square metres."""
    return AssetKind.objects.get_or_create(
        key="library", defaults={"sector": "libraries", "name": "Library", "unit": "m²"}
    )[0]


def a_library(name: str, east: int, capacity: int | None = 100, **more: Any) -> Asset:
    """One at a place along the row."""
    source, _ = AssetSource.objects.get_or_create(
        name="A list", defaults={"licence": "CC0", "open": True}
    )
    return Asset.objects.create(
        name=name, plain_name=name.lower(), kind=libraries(), easting=east, northing=NORTH,
        capacity=capacity, known_since=DAY, **({"source": source} | more),
    )  # fmt: skip


def west_and_east() -> tuple[Asset, Asset]:
    """One library in W2, and a smaller one in E2."""
    return a_library("West library", 604_000), a_library("East library", 610_000, 40)


def a_study(by: Any, title: str = "Libraries", **said: Any) -> Study:
    """Of both authorities, with a limit of 3 km, each square metre taking ten visits a week."""
    population = said.pop("population", None) or a_country()
    given: dict[str, Any] = {
        "title": title,
        "day": DAY,
        "area_set": population.area_set,
        "population": population,
        "limit": 3_000,
        "decay": "even",
        "visits_per_unit": 10,
        "kinds": [libraries()],
    }
    given["rates"] = said.pop("rates", None) or rates()
    return actions.make_study(by=by, **(given | said))


def worked_out(by: Any, **said: Any) -> StudyRun:
    """A study of the two libraries, with what came of it."""
    west_and_east()
    run: StudyRun = work_out(a_study(by, **said), by)
    return run
