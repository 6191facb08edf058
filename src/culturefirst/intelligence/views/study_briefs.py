"""Briefs for councillors: issued by whoever makes studies, read by all, printed on two pages."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from culturefirst.intelligence import actions
from culturefirst.intelligence.forms.scenarios import BriefForm
from culturefirst.intelligence.models import Brief, Scenario
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.studying import briefing
from culturefirst.intelligence.studying.changes import in_words, stored
from culturefirst.intelligence.studying.trying import read_tried
from culturefirst.intelligence.views.study_common import (
    study_deed,
    study_page,
    told_of,
    tried_study,
)
from culturefirst.kit import clock, wording
from culturefirst.kit import paper as papers
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.models import Installation

PRINTED = Path(__file__).resolve().parent.parent / "printed" / "brief.typ"
HOLDS = timedelta(days=182)


@acts_once
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue one of an authority, as things stand or with a scenario."""
    study, run = tried_study(request, pk)
    if not study.is_published:
        return redirect(study_page(study))
    told = told_of(run)
    rows = queries.scenarios(request.user).filter(run=run)
    zones = list(told.inputs.zones)
    initial = {
        "review_by": clock.today() + HOLDS,
        "contact": getattr(request.user, "person", None),
        "scenario": request.GET.get("scenario"),
        "zone": request.GET.get("zone"),
    }
    form = BriefForm(sent(request), initial=initial, choices={"zones": zones, "scenarios": rows})
    deed = study_deed(
        study,
        "Issue a brief",
        "Issue it",
        "Issued. Print it, or send its address.",
        "Two pages for a councillor. What was found is put in for you, and stays as it is.",
    )

    def run_it(zone: str, scenario: Scenario | None, matters: str, **said: Any) -> Brief:
        at = [code for code, _ in zones].index(zone)
        said_of = None if scenario is None else _scenario(scenario, told.inputs)
        content = briefing.content(told, at, said_of)
        return actions.issue_brief(
            by=request.user,
            run=run,
            zone=zone,
            zone_name=zones[at][1],
            scenario=scenario,
            review_by=said["review_by"],
            content=content | {"matters": matters, "contact": said["contact"]},
        )

    return answer(request, form, run_it, deed, to=lambda made: made.get_absolute_url())


def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """One as it was issued."""
    found = _seen(request, pk)
    over = found.review_by <= clock.today()
    context = {"brief": found, "study": found.run.study, "said": found.content, "over": over}
    return render(request, "intelligence/studies/brief.html", context)


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on two pages."""
    found = _seen(request, pk)
    made = papers.pdf(PRINTED, facts(found), dated=found.issued_on)
    return attachment(made, f"Brief, {found.zone_name}.pdf", "application/pdf")


def facts(found: Brief) -> dict[str, Any]:
    """What the paper says, in plain data."""
    more = {
        "network": Installation.current().network,
        "title": found.run.study.title,
        "issued": wording.day(found.issued_on),
        "review_by": wording.day(found.review_by),
    }
    return dict(found.content) | more


def _seen(request: HttpRequest, pk: int) -> Brief:
    found: Brief = get_object_or_404(queries.briefs(request.user), pk=pk)
    return found


def _scenario(scenario: Scenario, inputs: Any) -> Any:
    made = [in_words(each, inputs) for each in stored(scenario.changes)]
    return briefing.scenario_of(scenario.title, made, read_tried(bytes(scenario.outcome)))
