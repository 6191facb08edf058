"""A study of the invented libraries: worked out, published, with a scenario and a brief of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from culturefirst.demo.areas import AREAS
from culturefirst.demo.stage import Event, Stage
from culturefirst.intelligence import actions
from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import (
    AreaSet,
    AssetKind,
    Population,
    Rates,
    Scenario,
    StudyRun,
)
from culturefirst.intelligence.queries.studies import results_of
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.studying import briefing
from culturefirst.intelligence.studying.changes import Change, in_words
from culturefirst.intelligence.studying.told import Told

MADE, TALKED, ISSUED = date(2011, 8, 2), date(2011, 8, 16), date(2011, 9, 5)
TITLE = "Public libraries: who is within reach, and who is not"
QUESTION = (
    "Which libraries could open, move or share a building before the budgets of 2012-13 are set. "
    "Places and people are invented."
)
MATTERS = (
    "Every household pays for libraries, and not every household can get to one. Before opening "
    "hours are cut, look at who would be left with none."
)


def events() -> Iterator[Event]:
    """Made and published in August; councillors were handed a brief in September."""
    yield Event(MADE, _study)
    yield Event(TALKED, _scenario)
    yield Event(ISSUED, _brief)


def _study(stage: Stage) -> None:
    by, areas = stage.actor("helen"), AreaSet.objects.get(name=AREAS)
    study = actions.make_study(
        by=by,
        title=TITLE,
        question=QUESTION,
        kinds=[AssetKind.objects.get(key="library")],
        day=MADE,
        area_set=areas,
        population=Population.objects.get(area_set=areas),
        rates=Rates.objects.filter(activity="Public libraries").latest("year"),
        times_a_week="0.1",
        limit=20_000,
        detour="1.3",
        visits_per_unit="12",
        assumed_capacity=300,
    )
    work_out(study, by)
    actions.publish_study(by=by, study=study)


def _scenario(stage: Stage) -> None:
    """The place that is used least is closed, as somebody always asks."""
    run = StudyRun.objects.get(study__title=TITLE)
    trial, used = trial_of(run), results_of(run).place["used"]
    least = trial.inputs.places.codes[int(used.argmin())]
    changes = (Change("close", least),)
    tried = trial.tried(changes)
    actions.keep_scenario(
        by=stage.actor("helen"),
        run=run,
        title="Close the library that is used least",
        changes=[each.plain for each in changes],
        headline=tried.headline,
        outcome=tried.frozen(),
    )


def _brief(stage: Stage) -> None:
    """For the authority that would lose its library, with the scenario."""
    run = StudyRun.objects.get(study__title=TITLE)
    told = Told(trial_of(run).inputs, results_of(run))
    scenario = Scenario.objects.get(run=run)
    changes = tuple(Change(**each) for each in scenario.changes)
    places = told.inputs.places
    at = max(int(places.zone[places.codes.index(changes[0].code)]), 0)
    tried = trial_of(run).tried(changes)
    made: Any = [in_words(each, told.inputs) for each in changes]
    content = briefing.content(told, at, briefing.scenario_of(scenario.title, made, tried))
    zone, name = told.inputs.zones[at]
    actions.issue_brief(
        by=stage.actor("helen"),
        run=run,
        zone=zone,
        zone_name=name,
        scenario=scenario,
        review_by=date(2012, 3, 5),
        content=content | {"matters": MATTERS, "contact": "Helen Marsh, Culture First"},
    )
