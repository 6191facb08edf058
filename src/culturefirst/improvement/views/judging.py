"""Agreeing on scores: the overview of all criteria, and one criterion at a time."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.judgements import judgement_of
from culturefirst.improvement.forms.judging import JudgementForm
from culturefirst.improvement.models import Assessment, Criterion, Judgement
from culturefirst.improvement.policy import lead_assessment
from culturefirst.improvement.queries import spread as asking
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.queries.evidence import evidence, pieces
from culturefirst.improvement.queries.results import Line, result
from culturefirst.improvement.spread import Spread, in_words
from culturefirst.improvement.strips import strip
from culturefirst.improvement.templatetags.assessing import criterion_lines
from culturefirst.improvement.views.assess_common import WORDS, at, worked
from culturefirst.kit.deeds import sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.urls import changes

Stage = Assessment.Stage
STATES = {
    "full": "with evidence",
    "hollow": "without evidence",
    "apart": "does not apply",
    "": "not agreed yet",
}


def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every criterion in scope: what is agreed, how far apart people are, what is shown."""
    found = worked(request, pk)
    told = asking.spreads(found, by_view=False)
    looked = result(found, texts=False)
    base = reverse("assessment_criteria", args=[found.pk])
    themes = [
        (each.theme, each.score, criterion_lines(_told(line, told, base) for line in each.lines))
        for each in looked.themes
    ]
    context = {
        "assessment": found,
        "themes": themes,
        "score": looked.score,
        "agreed": looked.agreed,
        "asked": asking.progress(found),
        "has_spread": found.stage in asking.AFTER,
        "may_lead": lead_assessment.allows(request.user, found),
    }
    return render(request, "improvement/assess/criteria.html", context)


def _told(line: Line, told: dict[int, Spread], base: str) -> dict[str, Any]:
    """A line as the overview shows it, ready made: there may be four hundred."""
    row, spread = line.judgement, told.get(line.criterion.pk, asking.UNTOLD)
    state = STATES[line.fill]
    if not line.fill and row is not None:
        state = "written, not agreed yet"
    return {
        "url": f"{base}{line.criterion.key}/",
        "title": line.criterion.title,
        "fill": line.fill,
        "level": line.level if line.fill != "apart" else "",
        "state": state,
        "spread": in_words(spread.whole) if spread.whole else "",
        "wide": bool(spread.whole and spread.whole.is_far),
    }


@changes
def criterion(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One criterion: how people scored, what shows it, and what is agreed."""
    found = worked(request, pk)
    every = criteria_of(found, whole=True)
    place = next((at for at, each in enumerate(every) if each.key == key), None)
    if place is None:
        raise Http404
    one = every[place]
    record = _record(request, found, one)
    if request.method != "POST":
        form = _form(request, found, record)
        return _shown(request, found, every, place, form)
    form = _form(request, found, record)
    onward = every[place + 1] if "next" in request.POST and place + 1 < len(every) else one
    page = EditPage(
        title=one.title,
        words=WORDS,
        cancel=_url(found, one),
        save=lambda given, seen: actions.save_judgement(
            by=request.user, assessment=found, criterion=one,
            changes=JudgementForm.as_stored(given), seen=seen,
        ),
        to=lambda _: _url(found, onward),
        afresh=lambda: judgement_of(found, one),
    )  # fmt: skip
    answer = edited(request, record, form, page)
    if answer.status_code == 422:
        return _shown(request, found, every, place, form, 422)
    return answer


def _record(request: HttpRequest, found: Assessment, one: Criterion) -> Judgement:
    """What is written; a page that comes back says itself what it showed."""
    if request.method == "POST" and "initial-why" in request.POST:
        return Judgement(assessment=found, criterion=one, version=0)
    return judgement_of(found, one)


def _form(request: HttpRequest, found: Assessment, record: Judgement) -> JudgementForm:
    return JudgementForm(sent(request), initial=JudgementForm.held(record), assessment=found)


def _url(found: Assessment, one: Criterion) -> str:
    return reverse("assessment_criterion", args=[found.pk, one.key])


def _shown(
    request: HttpRequest,
    found: Assessment,
    every: list[Criterion],
    place: int,
    form: JudgementForm,
    status: int = 200,
) -> HttpResponse:
    one = every[place]
    told = asking.spreads(found, one).get(one.pk, asking.UNTOLD)
    rows = evidence(found, request.user).filter(criteria=one, withdrawn_on__isnull=True)
    described = one.levels or {}
    levels = found.framework.levels
    context = {
        "assessment": found,
        "criterion": one,
        "theme": one.theme,
        "form": form,
        "levels": [
            (each["name"], described.get(str(each["value"])) or each.get("says", ""))
            for each in levels
        ],
        "place": place + 1,
        "of": len(every),
        "before": _url(found, every[place - 1]) if place else "",
        "after": _url(found, every[place + 1]) if place + 1 < len(every) else "",
        "told": told,
        "chart": strip(told, levels, "A dot a person, a stroke at the median"),
        "few": [each for each in (told.whole, *told.parts) if each and each.levels is None],
        "notes": asking.notes(found, one),
        "has_spread": found.stage in asking.AFTER,
        "pieces": pieces(rows, request.user),
        "may_write": found.stage == Stage.AGREEING,
        "back": at(found, "_criteria"),
    }
    return render(request, "improvement/assess/criterion.html", context, status=status)
