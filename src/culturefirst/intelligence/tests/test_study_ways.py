"""Studies by minutes of a table and by mode of travel, worked out by hand; and that they repeat."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest

from culturefirst.intelligence import actions
from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import Asset, StudyRun, TravelTimes
from culturefirst.intelligence.queries.study_inputs import gather
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.studying.changes import Change
from culturefirst.intelligence.studying.inputs import (
    AreaRows,
    Inputs,
    LeftOut,
    PlaceRows,
    read_inputs,
)
from culturefirst.intelligence.studying.siting import Sought, sites
from culturefirst.intelligence.studying.solving import reach_of, solve
from culturefirst.intelligence.studying.telling import parts
from culturefirst.intelligence.studying.times import Times
from culturefirst.intelligence.studying.told import Told
from culturefirst.intelligence.studying.ways import estimate_in_words
from culturefirst.intelligence.tests.make_studies import (
    EAST,
    WEST,
    a_country,
    a_library,
    a_study,
    west_and_east,
)
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
Minutes = Mapping[tuple[str, Asset], float]


def a_table(minutes: Mapping[str, Minutes], whole: bool = False) -> TravelTimes:
    """A table of the villages, by mode; it makes the country if there is none."""
    rows = [
        (mode, area, str(place.pk), float(value))
        for mode, told in minutes.items()
        for (area, place), value in told.items()
    ]
    modes = tuple(minutes)
    areas = tuple(sorted({area for _, area, *_ in rows}))
    places = tuple(sorted({place for *_, place, _ in rows}))
    times = Times(
        areas, places, modes,
        np.array([areas.index(area) for _, area, *_ in rows], np.int32),
        np.array([places.index(place) for *_, place, _ in rows], np.int32),
        np.array([modes.index(mode) for mode, *_ in rows], np.int32),
        np.array([value for *_, value in rows]),
    )  # fmt: skip
    frozen = times.frozen()
    about = [
        {"mode": mode, "pairs": len(minutes[mode]), "longest": max(minutes[mode].values())}
        for mode in modes
    ]
    return TravelTimes.objects.create(
        area_set=a_country().area_set, name="Ways", day=date(2011, 9, 19), source="A tool",
        licence="CC0", whole=whole, modes=about, areas=len(areas), places=len(places),
        pairs=len(times), content=frozen.content, digest=frozen.digest, loaded_at=clock.now(),
    )  # fmt: skip


def a_study_by(by: Any, table: TravelTimes | None, **said: Any) -> Any:
    population = table.area_set.populations.get() if table else None
    return a_study(by, population=population, travel=table, **said)


def the_row(west: Asset, east: Asset, less: str = "") -> dict[tuple[str, Asset], float]:
    """Ten minutes between neighbours; nothing is told of the villages in ``less``."""
    line = ("W1", "W2", "W3", "E1", "E2", "E3")
    told = {(code, west): 10.0 * abs(at - 1) for at, code in enumerate(line)}
    told |= {(code, east): 10.0 * abs(at - 4) for at, code in enumerate(line)}
    return {pair: value for pair, value in told.items() if pair[0] not in less.split()}


def test_by_minutes_equal_to_the_limit_is_within_as_with_metres(helen: User) -> None:
    """Ten minutes reach the next village: the figures are those of 3 km, worked out by hand."""
    west, east = west_and_east()
    table = a_table({"": the_row(west, east)}, whole=True)
    study = a_study_by(helen, table, minutes=10)
    run = work_out(study, helen)
    told = {name: round(run.headline[name], 3) for name in ("within", "satisfied", "too_far")}
    assert told == {"within": 6000, "satisfied": 1150, "too_far": 250}
    edited = actions.edit_study(by=helen, study=study, changes={"minutes": 9})
    nearer = work_out(edited, helen)
    assert (nearer.headline["within"], nearer.headline["too_far"]) == (2000, 1250)


def test_decay_is_by_minutes(helen: User) -> None:
    west, east = west_and_east()
    table = a_table({"": the_row(west, east)}, whole=True)
    inputs, _ = gather(a_study_by(helen, table, minutes=20, decay="linear"), helen)
    areas, weights = reach_of(inputs).of_facility(0)
    assert [inputs.areas.codes[at] for at in areas] == ["E1", "W1", "W2", "W3"]
    assert weights.round(9).tolist() == [0, 0.5, 1, 0.5]


def test_each_mode_has_its_own_share_limit_and_decay(helen: User) -> None:
    """A fifth walk at most 10 minutes, the rest drive at most 20, with a linear decay of each."""
    west, east = west_and_east()
    walk = {("W2", west): 4.0, ("W1", west): 11.0, ("E2", east): 5.0}
    car = {("W2", west): 2.0, ("W1", west): 10.0, ("F1", east): 20.0}
    table = a_table({"walk": walk, "car": car})
    modes = [
        {"mode": "walk", "share": 0.2, "minutes": 10, "decay": "linear"},
        {"mode": "car", "share": 0.8, "minutes": 20, "decay": "linear"},
    ]
    inputs, _ = gather(a_study_by(helen, table, modes=modes), helen)
    reach = reach_of(inputs)
    found = {
        (inputs.areas.codes[area], inputs.places.names[at]): pytest.approx(float(weight))
        for at in range(2)
        for area, weight in zip(*reach.of_facility(at), strict=True)
    }
    assert found == {
        ("W2", "West library"): 0.2 * 0.6 + 0.8 * 0.9,
        ("W1", "West library"): 0.8 * 0.5,
        ("E2", "East library"): 0.2 * 0.5,
        ("F1", "East library"): 0,
    }


def test_by_mode_on_straight_lines_minutes_and_speed_make_metres(helen: User) -> None:
    """Half walk 20 minutes at 6 km/h, 2 km; half drive 10 minutes at 30 km/h, 5 km."""
    west_and_east()
    modes = [
        {"mode": "walk", "share": 0.5, "minutes": 20, "decay": "even", "speed": 6.0},
        {"mode": "car", "share": 0.5, "minutes": 10, "decay": "even", "speed": 30.0},
    ]
    inputs, _ = gather(a_study_by(helen, None, modes=modes), helen)
    areas, weights = reach_of(inputs).of_facility(0)
    assert dict(zip((inputs.areas.codes[at] for at in areas), weights.tolist(), strict=True)) == {
        "E1": 0.5, "W1": 1, "W2": 1, "W3": 1
    }  # fmt: skip
    assert inputs.parameters["ways"][0]["metres"] == 2000


def test_what_the_table_does_not_know_is_told_and_in_no_figure(helen: User) -> None:
    west, east = west_and_east()
    a_library("Not routed", 606_000)
    table = a_table({"": the_row(west, east, less="W3")})
    run = work_out(a_study_by(helen, table, minutes=10), helen)
    inputs = read_inputs(bytes(run.inputs))
    assert [(each.code, each.done) for each in inputs.no_minutes] == [
        ("F1", "left out"), ("W3", "left out")
    ]  # fmt: skip
    assert [(each.name, each.why) for each in inputs.left_out] == [
        ("Not routed", "the table has no minutes to it")
    ]
    assert run.headline["people"] == 5000
    told = Told(inputs, solve(inputs))
    included = next(part for part in parts(told) if part.key == "included")
    assert included.says[1] == (
        "Of 2 small areas with 2\u202f000 people, the table has no minutes: they are left out, "
        "and in no figure of this study."
    )
    assert included.sheets[2].rows[1] == ("Village W3", "W3", 1000, "left out")


def test_neighbours_follow_from_the_table_and_not_from_the_line(helen: User) -> None:
    """A ferry makes the far village a neighbour of the western library; the next one is none."""
    west, east = west_and_east()
    table = a_table(
        {"": {("W2", west): 5.0, ("F1", west): 8.0, ("E1", west): 40.0, ("E2", east): 2}}
    )
    inputs, _ = gather(a_study_by(helen, table, minutes=10, zones=[WEST[0]]), helen)
    assert (inputs.areas.codes, inputs.places.names) == (("F1", "W2"), ("West library",))


def test_a_run_by_a_table_repeats_exactly_and_keeps_only_the_part_it_needs(helen: User) -> None:
    west, east = west_and_east()
    table = a_table({"": the_row(west, east)}, whole=True)
    study = a_study_by(helen, table, minutes=10, decay="gaussian")
    run = work_out(study, helen)
    inputs = read_inputs(bytes(run.inputs))
    assert inputs.frozen().digest == run.inputs_digest
    assert solve(inputs, run.engine).frozen().digest == run.results_digest
    assert inputs.times is not None
    assert (len(inputs.times), float(inputs.times.minutes.max())) == (6, 10)
    assert work_out(study, helen) == run
    assert StudyRun.objects.count() == 1


def test_what_was_frozen_before_there_were_tables_stays_as_it_was() -> None:
    """The digest is that of the version before: runs of old are found again and repeat."""
    whole = [np.array([value], np.int32) for value in (0, 1, 2)]
    areas = AreaRows(
        ("A",), ("Ay",), whole[0], np.array([True]), *whole[1:], np.array([3.0]), np.array([4.0])
    )
    places = PlaceRows(
        ("7",), ("Pool",), ("Pool",), *whole, np.array([5.0]), np.array([6.0]), np.array([False])
    )
    facts = {"limit": 3000}, ({"what": "Areas"},), (("Z", "Zed"),)
    frozen = Inputs(*facts, areas, places, (LeftOut("8", "Spa", "closed"),)).frozen()
    assert frozen.digest == "7d31e4aa9b0b20dfa703d231df37d490d078b8be689d8b01c79929b0bd9f9b06"
    assert read_inputs(frozen.content).times is None


def test_the_report_and_its_parameters_tell_minutes_and_modes(helen: User) -> None:
    west, east = west_and_east()
    table = a_table({"walk": the_row(west, east), "car": the_row(west, east)}, whole=True)
    modes = [
        {"mode": "walk", "share": 0.25, "minutes": 10, "decay": ""},
        {"mode": "car", "share": 0.75, "minutes": 20, "decay": "linear"},
    ]
    inputs, _ = gather(a_study_by(helen, table, modes=modes), helen)
    told = {part.key: part for part in parts(Told(inputs, solve(inputs)))}
    assert told["met"].says[1] == (
        "Visits are taken to be made, by the minutes of “Ways, 19 September 2011”: 25\u202f% by "
        "walking, at most 10 minutes; 75\u202f% by car, at most 20 minutes."
    )
    [lines, sources] = told["parameters"].sheets
    assert (
        "By car",
        "75\u202f% of visits, at most 20 minutes",
        "Evenly fewer, none at the limit",
    ) in (lines.rows)
    assert not [row for row in lines.rows if "Farthest way" in row[0]]
    assert ("Travel times", "Ways, 19 September 2011") in [row[:2] for row in sources.rows]


def test_what_if_closes_and_resizes_by_the_table_as_a_study_solved_anew(helen: User) -> None:
    west, east = west_and_east()
    table = a_table({"": the_row(west, east)}, whole=True)
    run = work_out(a_study_by(helen, table, minutes=10), helen)
    tried = trial_of(run).tried([Change("close", str(west.pk))])
    assert round(tried.headline["too_far"]) == 1000
    tried = trial_of(run).tried([Change("resize", str(east.pk), units=75)])
    assert round(tried.headline["no_room"]) == 0


def test_minutes_to_a_new_spot_are_estimated_at_the_middle_speed_of_the_table(helen: User) -> None:
    """Two kilometres in ten minutes are 12 km/h: a library at F1 is reached from there alone."""
    west, east = west_and_east()
    table = a_table({"": the_row(west, east)}, whole=True)
    run = work_out(a_study_by(helen, table, minutes=10), helen)
    assert estimate_in_words(read_inputs(bytes(run.inputs))) == (
        "The table has no minutes to a new spot. They are estimated from the straight line at the "
        "middle speed of the table: 12 km/h (half within 0\u202f%)."
    )
    opened = Change("open", "", 650_000, 300_000, 100, name="New")
    assert round(trial_of(run).tried([opened]).headline["too_far"]) == 0
    moved = Change("move", str(west.pk), 606_000, 300_000)
    assert round(trial_of(run).tried([moved]).headline["too_far"]) == 500
    [found], _ = sites(trial_of(run), Sought("open", 1, EAST[0], 100))
    assert found.what == "open"


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ({"minutes": 40}, "Give at most 30, or bring a table that goes farther"),
        ({}, "Say how many minutes people go at most"),
        (
            {"modes": [{"mode": "car", "share": 1.0, "minutes": 10, "decay": ""}]},
            "has minutes by walking only. Leave car empty",
        ),
        (
            {"modes": [{"mode": "walk", "share": 0.9, "minutes": 10, "decay": ""}]},
            "add up to 90 per cent. Give shares that add up to 100",
        ),
    ],
)
def test_what_does_not_go_with_the_table_is_refused_with_its_remedy(
    helen: User, said: dict[str, Any], remedy: str
) -> None:
    west, _ = west_and_east()
    table = a_table({"walk": {("W2", west): 5.0, ("W1", west): 30.0, ("E1", west): 12.0}})
    table.areas = 4
    table.save()
    with pytest.raises(DomainError, match=remedy):
        a_study_by(helen, table, **said)


def test_minutes_without_a_table_or_a_speed_are_refused(helen: User) -> None:
    with pytest.raises(DomainError, match="needs a table of minutes"):
        a_study_by(helen, None, minutes=20)


def test_a_mode_without_a_table_needs_its_speed(helen: User) -> None:
    modes = [{"mode": "walk", "share": 1.0, "minutes": 10, "decay": ""}]
    with pytest.raises(DomainError, match="Give the speed of walking in km/h"):
        a_study_by(helen, None, modes=modes)


def test_a_table_that_a_study_asks_by_is_not_taken_away(helen: User) -> None:
    west, east = west_and_east()
    table = a_table({"": the_row(west, east)}, whole=True)
    a_study_by(helen, table, minutes=10)
    with pytest.raises(DomainError, match="is used by Libraries"):
        actions.remove_travel_times(by=helen, travel_times=table)
