"""The actions of studies, scenarios and briefs."""

from datetime import date
from functools import partial
from typing import Any

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions.studies import CameOf
from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import StudyRun
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.studying.changes import Change
from culturefirst.intelligence.studying.frozen import Frozen
from culturefirst.intelligence.tests.make_studies import (
    DAY,
    WEST,
    a_country,
    a_study,
    libraries,
    rates,
    west_and_east,
    worked_out,
)
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

ROOM = "intelligence"


def published(stage: Stage) -> StudyRun:
    run = worked_out(stage.helen)
    actions.publish_study(by=stage.helen, study=run.study)
    return run


@scenario(ROOM)
def make_study(stage: Stage) -> Call:
    population = a_country()
    return partial(
        actions.make_study, by=stage.helen, kinds=[libraries()], title="Libraries", day=DAY,
        area_set=population.area_set, population=population, rates=rates(), limit=5000,
        visits_per_unit=10,
    )  # fmt: skip


def one_more() -> dict[str, Any]:
    population = a_country()
    return {
        "kinds": [libraries()], "title": "Libraries", "day": DAY, "rates": rates(),
        "area_set": population.area_set, "population": population, "limit": 5000,
        "visits_per_unit": 10,
    }  # fmt: skip


@scenario(
    ROOM,
    through=("intelligence.make_study", "intelligence.keep_run", "intelligence.keep_refusals"),
)
def ask_several(stage: Stage) -> Call:
    west_and_east()
    return partial(actions.ask_several, by=stage.helen, title="Several", asked=[one_more()])


@scenario(ROOM)
def keep_refusals(stage: Stage) -> Call:
    west_and_east()
    asking = actions.ask_several(by=stage.helen, title="Several", asked=[one_more()])
    return partial(
        actions.keep_refusals, by=stage.helen, asking=asking, refused={"1": "No place is near."}
    )


@scenario(ROOM)
def edit_study(stage: Stage) -> Call:
    study = a_study(stage.helen)
    return partial(actions.edit_study, by=stage.helen, study=study, changes={"limit": 4000})


@scenario(ROOM, through=("intelligence.keep_run",))
def ask_study(stage: Stage) -> Call:
    west_and_east()
    return partial(actions.ask_study, by=stage.helen, study=a_study(stage.helen))


@scenario(ROOM)
def keep_run(stage: Stage) -> Call:
    headline = {"people": 10.0, "within": 5.0}
    came_of = CameOf(Frozen(b"a", "a"), Frozen(b"b", "b"), headline, "numpy", "1", is_open=True)
    study = a_study(stage.helen)
    return partial(actions.keep_run, by=stage.helen, study=study, came_of=came_of)


@scenario(ROOM)
def publish_study(stage: Stage) -> Call:
    run = worked_out(stage.helen)
    return partial(actions.publish_study, by=stage.helen, study=run.study)


@scenario(ROOM)
def take_back_study(stage: Stage) -> Call:
    run = published(stage)
    return partial(actions.take_back_study, by=stage.helen, study=run.study)


@scenario(ROOM)
def remove_study(stage: Stage) -> Call:
    west_and_east()
    study = a_study(stage.helen)
    work_out(study, stage.helen)
    return partial(actions.remove_study, by=stage.helen, study=study)


def kept(stage: Stage, run: StudyRun) -> Call:
    changes = (Change("close", run_places(run)[0]),)
    tried = trial_of(run).tried(changes)
    return partial(
        actions.keep_scenario, by=stage.helen, run=run, title="Close one",
        changes=[each.plain for each in changes], headline=tried.headline, outcome=tried.frozen(),
    )  # fmt: skip


def run_places(run: StudyRun) -> tuple[str, ...]:
    return trial_of(run).inputs.places.codes


@scenario(ROOM)
def keep_scenario(stage: Stage) -> Call:
    return kept(stage, worked_out(stage.helen))


@scenario(ROOM)
def throw_away_scenario(stage: Stage) -> Call:
    made = kept(stage, worked_out(stage.helen))()
    return partial(actions.throw_away_scenario, by=stage.helen, scenario=made)


@scenario(ROOM)
def issue_brief(stage: Stage) -> Call:
    return partial(
        actions.issue_brief, by=stage.helen, run=published(stage), zone=WEST[0],
        zone_name=WEST[1], content={"zone": WEST[1]}, review_by=date(2012, 3, 19),
    )  # fmt: skip


@scenario(ROOM, through=("intelligence.keep_scenario",))
def ask_siting(stage: Stage) -> Call:
    study, asked = worked_out(stage.helen).study, {"what": "close", "count": 1}
    return partial(actions.ask_siting, by=stage.helen, study=study, asked=asked)
