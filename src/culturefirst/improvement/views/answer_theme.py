"""One theme scored on one's own: saved whole, or answer by answer as they are given."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Criterion
from culturefirst.improvement.queries import answers as queries
from culturefirst.improvement.queries.assessments import criteria_of, themes_of
from culturefirst.improvement.views.answer_ways import Way, told
from culturefirst.kit import clock
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed

LONGEST = 20  # characters that a level can have as it is sent
ELSEWHERE = "It was changed elsewhere since this page was opened. Save the page to see both."
SAVED = (
    "Saved at {at}."
    '<input type="hidden" id="{name}" name="{name}" value="{mark}" hx-swap-oob="true">'
)
MET = "What is marked below was changed elsewhere since this page was opened. All else is saved."


def theme(request: HttpRequest, way: Way, theme: str) -> HttpResponse:
    """One theme: each criterion with what it looks like at each level; saved as one goes."""
    themes = themes_of(criteria_of(way.respondent.assessment, whole=True))
    at = next((place for place, (each, _) in enumerate(themes) if each.key == theme), None)
    if at is None:
        raise Http404
    fault, rows, status = "", queries.asked_in(way.respondent, themes[at][1]), 200
    if request.method == "POST":
        rows = [_as_sent(each, request.POST) for each in rows]
        fault, rows, status = _saved(way, rows)
        if not fault:
            messages.success(request, "Saved.")
            onward = themes[at + 1][0].key if at + 1 < len(themes) else ""
            goes_on = onward and "next" in request.POST
            return redirect(way.url("_theme", onward) if goes_on else way.url())
    context = {
        **told(way),
        "theme": themes[at][0],
        "rows": [_row(way, each) for each in rows],
        "place": at + 1,
        "themes": len(themes),
        "before": way.url("_theme", themes[at - 1][0].key) if at else "",
        "is_last": at + 1 == len(themes),
        "fault": fault,
        "fault_met": status == 409,
    }
    return render(request, "improvement/assess/answer_theme.html", context, status=status)


@require_POST
def save(request: HttpRequest, way: Way, criterion: int) -> HttpResponse:
    """Keep one answer while its page stays open; a line of words comes back.

    With it comes what the page shows from now on, so that its next save meets nobody.
    """
    asked = queries.Asked(Criterion(pk=criterion), "", "")  # whether it is asked, the action says
    sent = _as_sent(asked, request.POST)
    try:
        _keep(way, [sent])
    except NotAllowed:
        raise
    except Conflict:
        return HttpResponse(f"Not saved. {ELSEWHERE}")
    except DomainError as refusal:
        return HttpResponse(format_html("Not saved. {}", refusal))
    at = f"{timezone.localtime(clock.now()):%H:%M}"
    return HttpResponse(format_html(SAVED, at=at, name=f"was-{criterion}", mark=sent.mark))


def _row(way: Way, asked: queries.Asked) -> dict[str, Any]:
    """A criterion for the page, with its levels as they are chosen."""
    described, criterion = asked.criterion.levels or {}, asked.criterion
    levels = [
        (str(each["value"]), each["name"], described.get(str(each["value"])) or each.get("says"))
        for each in way.respondent.assessment.framework.levels
    ]
    names = {value: name for value, name, _ in levels} | {"na": "Does not apply", "": "Not scored"}
    saves = way.url("_save", criterion.pk) if way.respondent.may_write else ""
    theirs = asked.theirs and (names.get(asked.theirs.level, ""), asked.theirs.note)
    return {
        "asked": asked, "criterion": criterion, "levels": levels, "saves": saves, "theirs": theirs,
    }  # fmt: skip


def _saved(way: Way, rows: list[queries.Asked]) -> tuple[str, list[queries.Asked], int]:
    """Save what was changed on the page; gives what is wrong, the rows as they are, the status.

    What was changed elsewhere since is shown beside what was written here; all else is saved.
    """
    # What a page of an hour ago shows unchanged must not undo what was said since.
    written = [each for each in rows if each.mark != each.was]
    try:
        _keep(way, written)
    except NotAllowed:
        raise
    except Conflict as met:
        _keep(way, [each for each in written if str(each.criterion.pk) not in met.theirs])
        return MET, _beside(way, rows, met), 409
    except DomainError as refusal:
        return str(refusal), rows, 422
    return "", rows, 200


def _keep(way: Way, written: list[queries.Asked]) -> None:
    if written:
        answers = {each.criterion.pk: _meant(each) for each in written}
        seen = {each.criterion.pk: each.was for each in written if each.was}
        actions.save_answers(by=way.by, respondent=way.respondent, answers=answers, seen=seen)


def _beside(way: Way, rows: list[queries.Asked], met: Conflict) -> list[queries.Asked]:
    """Each as it stands, and where two wrote, what was written here on top of it."""
    stands = queries.asked_in(way.respondent, [each.criterion for each in rows])
    return [
        replace(mine, was=now.mark, theirs=now) if str(mine.criterion.pk) in met.theirs else now
        for mine, now in zip(rows, stands, strict=True)
    ]


def _as_sent(asked: queries.Asked, data: QueryDict) -> queries.Asked:
    key = asked.criterion.pk
    if not data.keys() & {f"level-{key}", f"note-{key}"}:
        return asked  # the page did not have it
    level = data.get(f"level-{key}", "")[:LONGEST]
    note = data.get(f"note-{key}", "").replace("\r\n", "\n").strip()
    return replace(asked, level=level, note=note, was=data.get(f"was-{key}", "")[:LONGEST])


def _meant(asked: queries.Asked) -> Said:
    if asked.level == "na":
        return Said(None, applies=False, note=asked.note)
    if asked.level == "":
        return Said(None, note=asked.note)
    if not (asked.level.isascii() and asked.level.lstrip("-").isdecimal()):
        raise DomainError("Choose one of the levels, or “does not apply”.")
    return Said(int(asked.level), note=asked.note)
