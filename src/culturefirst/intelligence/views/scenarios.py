"""Scenarios that were kept: looked at beside now and beside another, taken away, thrown away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.intelligence import actions, study_papers
from culturefirst.intelligence.policy.studies import keep_scenario
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.studying import comparing, siting
from culturefirst.intelligence.studying.changes import estimated, in_words, stored
from culturefirst.intelligence.studying.trying import read_tried
from culturefirst.intelligence.views.scenario_parts import address, drawn, now_of, tables
from culturefirst.intelligence.views.study_common import (
    run_of,
    seen_scenario,
    seen_study,
    study_page,
)
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.workbooks import MEDIA


def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was kept, beside now."""
    found = seen_scenario(request, pk)
    run, study = found.run, found.run.study
    tried, inputs = read_tried(_bytes(found)), queries.inputs_of(run)
    context = {
        "scenario": found,
        "how_found": siting.in_words(found.found) if found.found else "",
        "study": study,
        "made": [in_words(each, inputs) for each in stored(found.changes)],
        "estimated": estimated(stored(found.changes), inputs),
        "lines": comparing.lines(inputs, now_of(run), tried),
        "heads": ["Then"],
        "map": drawn(study, inputs, tried),
        "tables": tables(run, tried),
        "earlier": not tried.whole,
        "again": address(stored(found.changes)),
        "is_last": queries.last_run(study, request.user) == run,
        "may_keep": keep_scenario.allows(request.user, found),
    }
    return render(request, "intelligence/studies/scenario.html", context)


def scenario_excel(request: HttpRequest, pk: int) -> HttpResponse:
    """Now and then as a workbook, with every authority and every small area that changes."""
    found = seen_scenario(request, pk)
    made = study_papers.scenario(
        found.title,
        [in_words(each, queries.inputs_of(found.run)) for each in stored(found.changes)],
        queries.inputs_of(found.run),
        now_of(found.run),
        read_tried(_bytes(found)),
    )
    return attachment(made, f"{found.title}.xlsx", MEDIA)


@acts_once
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a kept one away."""
    found = seen_scenario(request, pk)
    keep_scenario.require(request.user, found)
    study = found.run.study
    deed = Deed(
        "Throw this scenario away?",
        "Throw it away",
        "The scenario is thrown away.",
        found.get_absolute_url(),
        found.title,
        danger=True,
    )
    form = Form(sent(request))
    run = lambda: actions.throw_away_scenario(by=request.user, scenario=found)  # noqa: E731
    return answer(request, form, run, deed, to=lambda _: study_page(study))


def beside(request: HttpRequest, pk: int) -> HttpResponse:
    """Two scenarios of the last run, side by side with now."""
    study = seen_study(request, pk)
    run = run_of(request, study)
    rows = list(queries.scenarios(request.user).filter(run=run))
    chosen = [_chosen(request, rows, key, at) for at, key in enumerate(("a", "b"))]
    inputs = queries.inputs_of(run)
    states = [(each, read_tried(_bytes(each))) for each in chosen if each is not None]
    context = {
        "study": study,
        "rows": rows,
        "chosen": chosen,
        "states": [
            (each, [in_words(one, inputs) for one in stored(each.changes)],
             drawn(study, inputs, tried))
            for each, tried in states
        ],
        "lines": comparing.lines(inputs, now_of(run), *(tried for _, tried in states)),
        "heads": [each.title for each, _ in states],
    }  # fmt: skip
    return render(request, "intelligence/studies/beside.html", context)


def _chosen(request: HttpRequest, rows: list[Any], key: str, at: int) -> Any:
    """The scenario that the address names, or else the next of the list."""
    named = [each for each in rows if str(each.pk) == request.GET.get(key, "")]
    return named[0] if named else (rows[at] if len(rows) > at else None)


def _bytes(found: Any) -> bytes:
    return bytes(found.outcome)
