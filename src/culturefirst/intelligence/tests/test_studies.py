"""What comes of a study, worked out by hand; that it repeats; who may see it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django_tasks import task_backends

from culturefirst.intelligence import actions
from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import (
    AreaSegments,
    AssetSource,
    Classification,
    Segment,
    Study,
    StudyRun,
)
from culturefirst.intelligence.queries.studies import last_run, studies
from culturefirst.intelligence.queries.study_inputs import gather
from culturefirst.intelligence.studying.frozen import digest_of, freeze, thaw
from culturefirst.intelligence.studying.inputs import read_inputs
from culturefirst.intelligence.studying.solving import read_results, solve
from culturefirst.intelligence.studying.telling import parts
from culturefirst.intelligence.studying.told import Told
from culturefirst.intelligence.tests.make_studies import (
    EAST,
    WEST,
    a_country,
    a_library,
    a_study,
    libraries,
    rates,
    west_and_east,
    worked_out,
)
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.jobs.backend import DatabaseBackend
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db


def test_visits_are_met_too_far_or_without_room_as_by_hand(helen: User) -> None:
    """1,000 people an area make 250 visits; the west has room for 1,000, the east for 400."""
    run = worked_out(helen)
    told = {name: round(value, 3) for name, value in run.headline.items()}
    assert told == {
        "people": 7000,
        "within": 6000,
        "demand": 1750,
        "satisfied": 1150,
        "too_far": 250,
        "no_room": 350,
        "places": 2,
        "capacity": 1400,
        "used": 1150,
        "kept": 1150,
        "imported": 0,
        "exported": 0,
    }
    assert (run.people, run.within) == (7000, 6000)


def test_each_authority_has_its_own_figures(helen: User) -> None:
    run = worked_out(helen)
    results = read_results(bytes(run.results))
    inputs = read_inputs(bytes(run.inputs))
    assert inputs.zones == (EAST, WEST)
    assert results.zone["no_room"].round(6).tolist() == [350, 0, 0]
    assert results.zone["too_far"].round(6).tolist() == [250, 0, 0]
    assert results.zone["within"].tolist() == [3000, 3000, 0]


def test_a_run_repeats_exactly_from_what_was_frozen(helen: User) -> None:
    run = worked_out(helen)
    inputs = read_inputs(bytes(run.inputs))
    assert inputs.frozen().digest == run.inputs_digest == digest_of(bytes(run.inputs))
    assert solve(inputs, run.engine).frozen().digest == run.results_digest


def test_both_engines_come_to_the_same(helen: User) -> None:
    pytest.importorskip("numba", reason="numba is not installed: there is one engine only")
    run = worked_out(helen, decay="gaussian")
    inputs = read_inputs(bytes(run.inputs))
    plain, compiled = solve(inputs, "numpy"), solve(inputs, "numba")
    for name, found in plain.area.items():
        np.testing.assert_allclose(compiled.area[name], found, rtol=1e-4, atol=1e-3)


def test_worked_out_twice_from_the_same_facts_there_is_one_run(helen: User) -> None:
    west_and_east()
    study = a_study(helen)
    first, second = work_out(study, helen), work_out(study, helen)
    assert first == second
    assert StudyRun.objects.count() == 1
    a_library("Third library", 650_000)
    third = work_out(study, helen)
    assert (third.headline["too_far"], StudyRun.objects.count()) == (0, 2)


def test_a_study_that_is_changed_back_comes_to_its_earlier_run_again(helen: User) -> None:
    west_and_east()
    study = a_study(helen)
    first = work_out(study, helen)
    actions.edit_study(by=helen, study=study, changes={"limit": 9_000})
    wider = work_out(study, helen)
    assert last_run(study, helen) == wider
    actions.edit_study(by=helen, study=study, changes={"limit": 3_000})
    assert work_out(study, helen) == first
    assert last_run(study, helen) == first
    assert studies(helen).get(pk=study.pk).last_run == first.pk
    a_library("Third library", 650_000)
    third = work_out(study, helen)
    assert last_run(study, helen) == third


def test_neighbours_around_the_area_studied_are_part_of_the_calculation(helen: User) -> None:
    """With 5 km people of the west reach the eastern library, and so do the people there."""
    run = worked_out(helen, zones=[WEST[0]], limit=5_000)
    inputs = read_inputs(bytes(run.inputs))
    assert inputs.areas.codes == ("E1", "E2", "E3", "W1", "W2", "W3")
    assert inputs.areas.studied.tolist() == [False, False, False, True, True, True]
    assert inputs.places.names == ("West library", "East library")
    assert (run.headline["people"], run.headline["places"]) == (3000, 1)
    assert run.headline["exported"] > 0


def test_each_place_left_out_has_its_reason(helen: User) -> None:
    west_and_east()
    a_library("Being built", 606_000, status="building")
    a_library("Resting", 606_000, status="resting")
    a_library("Gone", 606_000, status="closed")
    a_library("Of no size", 606_000, None)
    inputs, is_open = gather(a_study(helen), helen)
    assert [(each.name, each.why) for each in inputs.left_out] == [
        ("Being built", "being built"),
        ("Resting", "closed for a time"),
        ("Gone", "closed, or not open yet on the day of the study"),
        ("Of no size", "its size is not known, and the study assumes none"),
    ]
    assert is_open


def test_what_is_left_out_is_named_so_that_a_place_for_members_keeps_the_study_to_members(
    helen: User,
) -> None:
    west_and_east()
    study = a_study(helen)
    hidden = AssetSource.objects.create(name="For members", licence="None", open=False)
    a_library("Far away", 100_000, source=hidden)
    assert gather(study, helen)[1]
    a_library("Of no size", 606_000, None, source=hidden)
    assert not gather(study, helen)[1]


def test_a_size_that_is_assumed_is_told_as_such(helen: User) -> None:
    a_library("Of no size", 604_000, None)
    inputs, _ = gather(a_study(helen, assumed_capacity=50), helen)
    assert (inputs.places.capacity.tolist(), inputs.places.assumed.tolist()) == ([500], [True])
    told = Told(inputs, solve(inputs))
    supply = next(part for part in parts(told) if part.key == "supply")
    assert "50.0 m² was assumed" in supply.says[1]


def test_room_follows_from_people_hours_and_minutes_and_a_place_has_its_own_hours(
    helen: User,
) -> None:
    a_library("Usual", 604_000, 60)
    a_library("Open long", 606_000, 60, peak_hours=80)
    said = {"visits_per_unit": None, "at_once": "0.1", "peak_hours": 40, "visit_minutes": 30}
    inputs, _ = gather(a_study(helen, **said), helen)
    assert inputs.places.capacity.tolist() == [480, 960]


def test_a_part_of_the_peak_period_asks_for_that_part_of_the_visits(helen: User) -> None:
    west_and_east()
    inputs, _ = gather(a_study(helen, peak_share="0.5"), helen)
    assert inputs.areas.demand.tolist() == [125.0] * 7


def test_rates_that_do_not_say_how_often_need_the_study_to_say_it(helen: User) -> None:
    west_and_east()
    study = a_study(helen, rates=rates(times=None))
    with pytest.raises(DomainError, match="Say in the study how many times a week"):
        gather(study, helen)


def test_visits_by_age_and_sex_follow_from_shares_and_how_often(helen: User) -> None:
    """A fifth are under 16 and make no visits; half of the others come twice a week."""
    west_and_east()
    taking = rates(by="age and sex")
    taking.rows.update(from_age=16, times_a_week=2)
    inputs, _ = gather(a_study(helen, rates=taking), helen)
    assert inputs.areas.demand.tolist() == [800.0] * 7


def test_people_of_segments_come_as_their_segments_do(helen: User) -> None:
    west_and_east()
    population, said = a_country(), {"source": "Made up", "licence": "CC0"}
    held = Classification.objects.create(name="Kinds", loaded_at=clock.now(), **said)
    segment = Segment.objects.create(classification=held, code="A")
    area = population.area_set.areas.get(code="W1")
    AreaSegments.objects.create(classification=held, area=area, shares={"A": 0.5, "B": 0.5})
    taking = rates(by="segment", classification=held)
    taking.rows.update(segment=segment)
    inputs, is_open = gather(a_study(helen, population=population, rates=taking), helen)
    assert dict(zip(inputs.areas.codes, inputs.areas.demand.tolist(), strict=True))["W1"] == 125
    assert is_open
    gaps = [each for each in inputs.parameters["told"] if "nobody" in each[2]]
    assert gaps == [
        [
            "Segments not known",
            "6 areas: Village E1, Village E2, Village E3, Village F1, Village W2 and 1 more",
            "nobody is expected from there",
        ],
        ["Segments without a rate", "1 segment: B", "nobody of them is expected"],
    ]
    held.licensed = True
    held.save()
    study = Study.objects.get()
    assert gather(study, helen)[1] is False


def test_areas_of_which_nobody_knows_who_lives_there_are_told(helen: User) -> None:
    west_and_east()
    population = a_country()
    population.people.get(area__code="W3").delete()
    inputs, _ = gather(a_study(helen, population=population), helen)
    assert inputs.parameters["told"][-1] == [
        "People not known",
        "1 area: Village W3",
        "not in this population: nobody is expected from there",
    ]


def test_rates_by_age_need_a_population_by_age(helen: User) -> None:
    west_and_east()
    population = a_country()
    population.groups = []
    population.save()
    study = a_study(helen, population=population, rates=rates(by="age and sex"))
    with pytest.raises(DomainError, match="this population has only totals"):
        gather(study, helen)


def test_a_limit_in_minutes_is_refused_with_what_it_would_be_in_metres(helen: User) -> None:
    with pytest.raises(DomainError, match="20 is more like minutes than metres"):
        a_study(helen, limit=20)


def test_kinds_counted_in_other_units_are_no_one_study(helen: User) -> None:
    pool = type(libraries()).objects.create(
        key="pool", sector="sport", name="Pool", unit="m² of water"
    )
    with pytest.raises(DomainError, match="not counted in one unit"):
        a_study(helen, kinds=[libraries(), pool])


def test_what_was_frozen_comes_back_and_does_not_depend_on_the_order_of_its_words() -> None:
    made = freeze({"b": 1, "a": "é"}, {"x": np.array([1.5, 2.0])})
    same = freeze({"a": "é", "b": 1}, {"x": np.array([1.5, 2.0])})
    head, arrays = thaw(made.content)
    assert (head, arrays["x"].tolist()) == ({"a": "é", "b": 1}, [1.5, 2.0])
    assert made.digest == same.digest
    with pytest.raises(ValueError, match="read-only"):
        arrays["x"][0] = 3


def test_drafts_are_seen_by_their_maker_and_the_team_published_ones_by_all(
    helen: User, priya: User, jim: User, nobody: Any
) -> None:
    west_and_east()
    study = a_study(priya)
    seen = [user for user in (helen, priya, jim, nobody) if study in _seen(user)]
    assert seen == [helen, priya]
    work_out(study, priya)
    actions.publish_study(by=priya, study=study)
    assert all(study in _seen(user) for user in (helen, priya, jim, nobody))


def test_a_study_by_facts_for_members_is_read_by_members_only(
    helen: User, jim: User, nobody: Any
) -> None:
    a_library("Of members", 604_000, source=None)
    asset = a_library("Not open", 606_000)
    asset.source.open = False
    asset.source.save()
    study = a_study(helen)
    work_out(study, helen)
    actions.publish_study(by=helen, study=study)
    assert study in _seen(jim)
    assert study not in _seen(nobody)


def test_only_its_maker_and_the_team_change_a_study(priya: User, tom: User, jim: User) -> None:
    study = a_study(priya)
    for other in (tom, jim):
        with pytest.raises(NotAllowed):
            actions.edit_study(by=other, study=study, changes={"title": "Mine"})
    with pytest.raises(NotAllowed):
        a_study(jim, population=study.population, rates=study.rates)


def test_what_was_not_worked_out_is_not_published(helen: User) -> None:
    with pytest.raises(DomainError, match="Work the study out first"):
        actions.publish_study(by=helen, study=a_study(helen))


@pytest.fixture
def real_queue() -> Iterator[None]:
    """Jobs wait for a worker, as they do on a site."""
    there = task_backends["default"]
    task_backends["default"] = DatabaseBackend("default", {})
    yield
    task_backends["default"] = there


@pytest.mark.usefixtures("real_queue")
def test_asked_twice_while_it_waits_a_study_is_worked_out_once(helen: User) -> None:
    west_and_east()
    study = a_study(helen)
    first = actions.ask_study(by=helen, study=study).job
    assert first.state == "waiting"
    assert actions.ask_study(by=helen, study=study).job == first


@pytest.fixture
def cluster() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None,
        host="127.0.0.1", protocol="tcp",
    ) as made:  # fmt: skip
        yield made.scheduler_address


def test_on_a_cluster_a_study_comes_to_the_same_figures(
    helen: User, cluster: str, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    west_and_east()
    study = a_study(helen)
    here = solve(gather(study, helen)[0])
    settings.CLUSTER, told = cluster, []
    there = work_out(study, helen, lambda *said: told.append(said[2]))
    assert told[-1] == "Working it out on the cluster"
    assert "and not on the cluster" not in caplog.text
    assert there.results_digest == here.frozen().digest


def test_where_no_cluster_answers_a_study_is_worked_out_here(
    helen: User, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("culturefirst.analysis.catchment.fleet.PATIENCE", 0.2)
    settings.CLUSTER = "tcp://127.0.0.1:9"
    assert worked_out(helen).headline["satisfied"] == pytest.approx(1150)
    assert "No scheduler answers at tcp://127.0.0.1:9" in caplog.text


def _seen(user: Any) -> Any:
    return Study.objects.visible_to(user)
