"""A published study with a kept scenario and a brief, and a draft of the officer's."""

from datetime import date
from typing import Any

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Study
from culturefirst.intelligence.queries.studies import results_of
from culturefirst.intelligence.queries.trials import trial_of
from culturefirst.intelligence.studying import briefing
from culturefirst.intelligence.studying.changes import Change
from culturefirst.intelligence.studying.telling import Told
from culturefirst.intelligence.tests.make_studies import a_study, worked_out
from culturefirst.network.models import User

OF_STUDY = (
    "study", "study_map", "study_edit", "study_work_out", "study_publish", "study_take_back",
    "study_remove",
    "what_if", "what_if_answer", "what_if_map", "scenarios_beside", "brief_issue", "siting",
)  # fmt: skip


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    run = worked_out(by, title="Libraries of two shires")
    study = actions.publish_study(by=by, study=run.study)
    changes = (Change("close", trial_of(run).inputs.places.codes[0]),)
    tried = trial_of(run).tried(changes)
    scenario = actions.keep_scenario(
        by=by, run=run, title="Close one", changes=[each.plain for each in changes],
        headline=tried.headline, outcome=tried.frozen(),
    )  # fmt: skip
    told = Told(trial_of(run).inputs, results_of(run))
    words = {"matters": "Because.", "contact": "Helen Marsh"}
    brief = actions.issue_brief(
        by=by, run=run, zone=told.inputs.zones[0][0], zone_name=told.inputs.zones[0][1],
        content=briefing.content(told, 0) | words, review_by=date(2012, 3, 19),
    )  # fmt: skip
    asking = actions.ask_several(by=by, title="Two", asked=[_like(study, "One more")])
    actions.publish_study(by=by, study=asking.studies.get())
    a_study(officer, "Not yet", population=run.study.population, rates=run.study.rates)
    found = {name: {"pk": study.pk} for name in OF_STUDY}
    return found | {
        "asking": {"pk": asking.pk},
        "study_part": {"pk": study.pk, "part": "supply"},
        "study_download": {"pk": study.pk, "form": "excel"},
        "scenario": {"pk": scenario.pk},
        "scenario_excel": {"pk": scenario.pk},
        "scenario_throw_away": {"pk": scenario.pk},
        "study_brief": {"pk": brief.pk},
        "study_brief_pdf": {"pk": brief.pk},
    }


def _like(study: Study, title: str) -> dict[str, Any]:
    """What a study asks, once more."""
    names = ("day", "area_set", "population", "rates", "limit", "decay", "visits_per_unit")
    same = {name: getattr(study, name) for name in names}
    return same | {"title": title, "kinds": list(study.kinds.all())}


def hidden() -> dict[str, dict[str, dict[str, Any]]]:
    """To others an officer's draft is none."""
    key = {"pk": Study.objects.get(title="Not yet").pk}
    theirs = {"study": key}
    return {"nobody": theirs, "partner": theirs, "councillor": theirs}
