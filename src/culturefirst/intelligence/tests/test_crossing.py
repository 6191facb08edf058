"""Demand and provision of areas and authorities, against what is worked out by hand."""

from datetime import date

import pytest

from culturefirst.intelligence import actions
from culturefirst.intelligence.crossing.change import changes
from culturefirst.intelligence.crossing.quarters import QUARTERS, quarters
from culturefirst.intelligence.crossing.rows import FIELDS, Row, area_rows, by_need, zone_rows
from culturefirst.intelligence.models import Asset, AssetKind
from culturefirst.intelligence.queries.crossing import Asked, Crossed
from culturefirst.intelligence.queries.crossing_area import parts_of, shared_by
from culturefirst.intelligence.queries.people_places import activities, profiled
from culturefirst.intelligence.tests.asset_places import library
from culturefirst.intelligence.tests.make_crossing import (
    SEGMENTS,
    counted,
    four_areas,
    four_libraries,
)
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db


def crossed(by: User, **asked: object) -> Crossed:
    """The four areas and their libraries, crossed."""
    made = four_areas()
    four_libraries(by)
    kind = AssetKind.objects.get(key="library")
    return Crossed(Asked(made.population, made.rates, kind=kind, **asked), by)  # type: ignore[arg-type]


def told(rows: list[Row], *names: str) -> dict[str, tuple[object, ...]]:
    """Some of the numbers of each row, by its code, to a hundredth."""
    return {
        row.code: tuple(
            round(value, 2) if isinstance(value := getattr(row, name), float) else value
            for name in names
        )
        for row in rows
    }


def test_the_demand_index_is_the_expected_share_against_that_of_all_areas() -> None:
    made = four_areas()
    found = Crossed(Asked(made.population, made.rates), SYSTEM)
    assert found.areas.overall == 0.28125  # 1,125 of 4,000
    areas = told(area_rows(found.ground, found.areas, None), "people", "expected", "demand")
    assert areas == {
        "N1": (1000, 400, 142.22),
        "N2": (1000, 300, 106.67),
        "S1": (1500, 300, 71.11),
        "S2": (500, 125, 88.89),
    }
    zones = told(zone_rows(found.ground, found.zones, None), "people", "expected", "demand")
    assert zones == {"Z1": (2000, 700, 124.44), "Z2": (2000, 425, 75.56)}


def test_visits_weigh_who_comes_by_how_often() -> None:
    made = four_areas()
    found = Crossed(Asked(made.population, made.rates, visits=True), SYSTEM)
    # Of A 0.4 × 0.5 and of B 0.2 × 1: both 0.2 a person.
    assert told(area_rows(found.ground, found.areas, None), "expected", "demand") == {
        "N1": (200, 100), "N2": (200, 100), "S1": (300, 100), "S2": (100, 100),
    }  # fmt: skip
    assert found.areas.even
    assert not Crossed(Asked(made.population, made.rates), SYSTEM).areas.even


def test_visits_by_rates_that_do_not_say_how_often_are_refused_with_the_remedy() -> None:
    made = four_areas()
    made.rates.rows.filter(segment__code="B").update(times_a_week=None)
    found = Crossed(Asked(made.population, made.rates, visits=True), SYSTEM)
    with pytest.raises(DomainError, match="Count people who take part"):
        assert found.areas


def test_what_the_rates_or_the_count_do_not_cover_has_no_index_and_is_in_no_sum() -> None:
    made = four_areas(segments="\n".join(SEGMENTS.splitlines()[:-2]) + "\n")  # nothing of S2
    found = Crossed(Asked(made.population, made.rates), SYSTEM)
    rows = area_rows(found.ground, found.areas, None)
    assert told(rows, "people", "asked", "demand")["S2"] == (500, 0, None)
    assert found.uncounted == 1
    zones = told(zone_rows(found.ground, found.zones, None), "people", "asked", "expected")
    assert zones["Z2"] == (2000, 1500, 300)
    fewer = counted(made.areas, "Three", "code,total\nN1,1000\nN2,1000\nS1,1500\n")
    found = Crossed(Asked(fewer, made.rates), SYSTEM)
    rows = area_rows(found.ground, found.areas, None)
    assert told(rows, "people", "asked", "demand")["S2"] == (None, None, None)


def test_provision_is_places_for_a_thousand_people_against_the_average(helen: User) -> None:
    found = crossed(helen)
    rows = told(
        zone_rows(found.ground, found.zones, found.provision),
        "number", "supply", "provision", "relative", "quarter",
    )  # fmt: skip
    assert rows == {"Z1": (1, 0.5, 50, 0.4, 0), "Z2": (3, 1.5, 150, 1.99, 3)}
    assert (QUARTERS[0].name, QUARTERS[3].name) == ("Look here first", "More than its share")
    assert found.provision.whole == 1.0


def test_places_shared_among_those_who_would_come_hold_the_demand_already(helen: User) -> None:
    found = crossed(helen, per_expected=True)
    rows = told(zone_rows(found.ground, *found.sharers[:1], found.provision), "supply", "provision")
    # 1 ÷ 700 and 3 ÷ 425, of all 4 ÷ 1,125.
    assert rows == {"Z1": (1.43, 40.18), "Z2": (7.06, 198.53)}


def test_room_counts_what_is_known_and_tells_the_rest_apart(helen: User) -> None:
    found = crossed(helen, by_room=True, reach=2000)
    rows = zone_rows(found.ground, found.zones, found.provision)
    assert told(rows, "number", "unsized", "amount", "supply") == {
        "Z1": (1, 0, 100, 50), "Z2": (3, 2, 300, 150),
    }  # fmt: skip
    assert found.unsized == 2
    near = told(area_rows(found.ground, found.areas, found.near), "number", "unsized", "amount")
    assert near["S1"] == (3, 2, 300)


def test_where_no_size_at_all_is_known_no_index_is_given(helen: User) -> None:
    found = crossed(helen, by_room=True, reach=2000)
    Asset.objects.filter(name="North Library").update(capacity=None)
    rows = zone_rows(found.ground, found.zones, found.provision)
    assert told(rows, "number", "amount", "provision", "quarter")["Z1"] == (1, None, None, -1)
    near = told(area_rows(found.ground, found.areas, found.near), "amount", "provision")
    assert near["N1"] == (None, None)


def test_small_areas_share_each_place_with_all_who_are_within_reach_of_it(helen: User) -> None:
    found = crossed(helen, reach=500)
    rows = told(area_rows(found.ground, found.areas, found.near), "number", "supply", "provision")
    # The northern library is for 1,000 people, each southern one for 1,500; the average is 1.
    assert rows == {"N1": (1, 1, 100), "N2": (0, 0, 0), "S1": (3, 2, 200), "S2": (0, 0, 0)}
    assert found.near is not None
    assert found.near.whole == pytest.approx(1.0)
    assert [found.area_quarters.tolist()] == [[1, 0, 3, 2]]


def test_without_a_reach_small_areas_have_no_provision_of_their_own(helen: User) -> None:
    found = crossed(helen)
    assert (found.reach, found.near) == (None, None)
    assert set(found.area_quarters.tolist()) == {-1}


def test_places_that_are_closed_planned_or_elsewhere_count_nowhere(helen: User) -> None:
    found = crossed(helen)
    library(helen, name="Gone", postcode="", easting=550000, northing=280100, status="closed")
    library(helen, name="To come", postcode="", easting=550000, northing=280200, status="planned")
    library(helen, name="Resting", postcode="", easting=550000, northing=280300, status="resting")
    library(helen, name="Afar", postcode="", easting=450000, northing=280000)
    assert [(each.name, each.why) for each in found.left_out] == [
        ("Gone", "closed, or not open yet"),
        ("Resting", "closed for a time"),
        ("To come", "planned, not open"),
    ]
    assert found.outside == 1
    assert found.provision.number.tolist() == [1, 3]


def test_an_index_of_a_hundred_or_more_is_high_and_what_is_not_known_is_in_no_quarter() -> None:
    import numpy as np

    demand = np.array([100.0, 120, 99.9, 80, np.nan])
    provision = np.array([99.9, 100, 80, 100, 90])
    assert quarters(demand, provision).tolist() == [0, 1, 2, 3, -1]


def test_what_to_look_at_first_stands_first_the_worst_provided_before(helen: User) -> None:
    found = crossed(helen, reach=500)
    rows = by_need(area_rows(found.ground, found.areas, found.near))
    assert [(row.code, row.quarter_name) for row in rows] == [
        ("N2", "Look here first"),
        ("N1", "Much of both"),
        ("S2", "Little of both"),
        ("S1", "More than its share"),
    ]
    assert len(rows[0].cells()) == len(FIELDS)
    assert dict(zip([name for name, *_ in FIELDS], rows[0].cells(), strict=True))["quarter"] == (
        "look-first"
    )


def test_a_small_area_tells_of_whom_its_demand_is_and_which_places_it_shares(helen: User) -> None:
    found = crossed(helen, reach=1500)
    at = found.ground.codes.index("N2")
    parts = parts_of(found.asked, found.ground.keys[at])
    assert [(each.who, each.people, each.rate, each.expected) for each in parts] == [
        ("A", 500, 0.4, 200), ("B", 500, 0.2, 100),
    ]  # fmt: skip
    [shared] = shared_by(found, at)
    assert (shared.name, shared.metres, shared.sharers, shared.supply) == (
        "North Library", 1000, 2000, 0.5,
    )  # fmt: skip


def test_change_is_by_the_same_rates_of_two_counts() -> None:
    made = four_areas()
    earlier = counted(made.areas, "Before", "code,total\nN1,500\nN2,1000\nS1,1500\nS2,0\n", "2001")
    found = Crossed(Asked(made.population, made.rates, before=earlier), SYSTEM)
    rows = changes(
        zone_rows(found.ground, found.zones, None),
        zone_rows(found.before.ground, found.before.zones, None),
    )
    assert [(each.code, each.people, each.expected, each.percent) for each in rows] == [
        ("Z1", 500, 200, 40), ("Z2", 500, 125, pytest.approx(41.6667)),
    ]  # fmt: skip
    areas = changes(
        area_rows(found.ground, found.areas, None),
        area_rows(found.before.ground, found.before.areas, None),
    )
    [last] = [each for each in areas if each.code == "S2"]
    assert (last.expected, last.percent) == (125, None)  # from nobody no per cent


def test_activities_of_an_authority_stand_beside_all_with_the_largest_keen_segment(
    helen: User,
) -> None:
    made = four_areas()
    shown = profiled(made.classification, made.areas, "Z1")
    [found] = activities(helen, made.classification, shown.parts)
    assert (found.here, found.whole) == (pytest.approx(0.35), pytest.approx(0.28125))
    assert found.index == pytest.approx(124.44, abs=0.01)
    assert (found.keen.code, found.rate) == ("A", 0.4)
    # Of 2,000 people here 1,500 are of A, of all 4,000 there are 1,625.
    assert (found.keen.share, found.keen.whole) == (0.75, 0.40625)


def test_how_far_people_go_is_taken_from_the_latest_study_of_such_places(helen: User) -> None:
    found = crossed(helen)
    kind = AssetKind.objects.get(key="library")
    study = actions.make_study(
        by=helen, title="Libraries", kinds=[kind], day=date(2011, 9, 19),
        area_set=found.asked.population.area_set, population=found.asked.population,
        rates=found.asked.rates, limit=3000, detour=1.5, visits_per_unit=10,
    )  # fmt: skip
    again = Crossed(found.asked, helen)
    assert (again.reach, again.study) == (2000, study)
    study.modes = [{"mode": "on foot", "share": 1, "minutes": 20, "decay": "even", "speed": 4.8}]
    study.save()
    assert Crossed(found.asked, helen).reach is None
