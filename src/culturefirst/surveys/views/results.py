"""What came of a wave: every question with its interval, beside the wave before, crossed, told."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from culturefirst.kit.asking.results import Result
from culturefirst.kit.asking.sheet import Kind, Question
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.policy import roles
from culturefirst.surveys import actions, saying
from culturefirst.surveys.forms.results import FindingForm, PublishForm
from culturefirst.surveys.models import Wave
from culturefirst.surveys.policy.surveys import keep_survey
from culturefirst.surveys.queries import answering
from culturefirst.surveys.queries import results as queries
from culturefirst.surveys.queries import surveys as surveys_queries
from culturefirst.surveys.views.common import deed_of, kept_wave

CROSSED = (Kind.ONE, Kind.SCALE)
A_PAGE = 50  # texts shown at once


def results(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it, for whoever keeps the survey."""
    wave = kept_wave(request, pk)
    weighted = request.GET.get("weighted") == "1"
    given = queries.answered(wave)
    before = queries.wave_before(wave)
    since = queries.since(queries.answered(before), given) if before is not None else {}
    findings = answering.findings(wave, request.user)
    found = queries.told(given, weighted)
    context = {
        "wave": wave, "survey": wave.survey, "given": given, "weighted": weighted,
        "before": before, "few": given.number < queries.FEWEST, "fewest": queries.FEWEST,
        "blocks": [_block(each, since.get(each.question.key), findings) for each in found],
        "whole": findings.get("", ""), "silent": given.weights.silent,
        "base": saying.base(given.number, given.population), "may_keep": True,
    }  # fmt: skip
    return render(request, "surveys/results/results.html", context)


def published(request: HttpRequest, pk: int) -> HttpResponse:
    """What is published of a wave, for whom it is."""
    rows = surveys_queries.waves(request.user).filter(published_on__isnull=False)
    wave: Wave = get_object_or_404(rows, pk=pk)
    if wave.told != Wave.Told.ALL and not roles(request.user):
        raise Http404
    given = queries.answered(wave)
    findings = answering.findings(wave, request.user)
    found = [each for each in queries.told(given) if each.question.key in wave.published]
    context = {
        "wave": wave, "survey": wave.survey, "given": given, "before": None,
        "few": given.number < queries.FEWEST, "fewest": queries.FEWEST,
        "blocks": [_block(each, None, findings) for each in found],
        "whole": findings.get("", ""), "base": saying.base(given.number, given.population),
        "may_keep": keep_survey.allows(request.user, wave),
    }  # fmt: skip
    return render(request, "surveys/results/published.html", context)


def question(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One question by sub-region, by kind of body, or by another question; or its words."""
    wave = kept_wave(request, pk)
    asked = _asked(wave, key)
    given = queries.answered(wave)
    few = given.number < queries.FEWEST
    context: dict[str, Any] = {"wave": wave, "question": asked, "few": few}
    if asked.kind == Kind.TEXT:
        context["texts"] = answering.texts(wave, key)
        return render(request, "surveys/results/texts.html", context)
    if asked.kind not in CROSSED:
        raise Http404
    others = [each for each in wave.asked.questions if each.kind in CROSSED and each.key != key]
    by = request.GET.get("by", "place")
    groups = {"place": given.places, "kind": given.kinds}.get(by)
    if groups is None:
        groups = queries.groups_of(given, _asked(wave, by))
    table = queries.table(given, asked, groups) if not few else None
    context |= {
        "table": table,
        "lines": list(zip(table.options, table.shares, strict=True)) if table else [],
        "by": by, "others": others,
    }  # fmt: skip
    return render(request, "surveys/results/question.html", context)


@acts_once
def finding(request: HttpRequest, pk: int, key: str = "") -> HttpResponse:
    """Write beside a question (or the whole) what its figures mean."""
    wave = kept_wave(request, pk)
    held = answering.findings(wave, request.user).get(key, "")
    form = FindingForm(sent(request), initial={"words": held})
    title = f"What “{_asked(wave, key).words}” tells" if key else "What this wave tells"
    deed = deed_of(wave, title, "Save", "Saved.")
    run = lambda words: actions.write_finding(  # noqa: E731
        by=request.user, wave=wave, question=key, words=words
    )
    return answer(request, form, run, deed)


@acts_once
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what is told, and to whom."""
    wave = kept_wave(request, pk)
    form = PublishForm(sent(request), wave=wave)
    deed = deed_of(wave, "Publish results", "Publish them", "Published.")
    run = lambda **said: actions.publish_wave(by=request.user, wave=wave, **said)  # noqa: E731
    return answer(request, form, run, deed)


def _asked(wave: Wave, key: str) -> Question:
    found = wave.asked.question(key)
    if found is None:
        raise Http404
    return found


def _block(result: Result, moved: Any, findings: dict[str, str]) -> dict[str, Any]:
    """A question as the page shows it."""
    changes = dict(moved.changes) if moved is not None else {}
    return {
        "question": result.question,
        "row": result.row,
        "base": result.base,
        "lines": [
            (line, saying.interval(line.told), saying.moved(changes[line.words])
             if line.words in changes else "")
            for line in result.lines
        ],
        "mean": result.mean,
        "mean_between": saying.span_of_mean(result.mean),
        "spread": result.spread,
        "stands": moved.stands if moved is not None and moved.stands.says else None,
        "finding": findings.get(result.question.key, ""),
        "crossed": result.question.kind in CROSSED,
        "texts": result.question.kind == Kind.TEXT,
    }  # fmt: skip
