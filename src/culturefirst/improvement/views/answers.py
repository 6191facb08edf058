"""Scoring on one's own: by members on their own pages, by guests behind a signed link."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.letters_assessments import signs_in
from culturefirst.improvement.models import Criterion, Respondent
from culturefirst.improvement.queries import answers as queries
from culturefirst.improvement.queries.assessments import criteria_of, themes_of
from culturefirst.improvement.tokens import respondent_of, token_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.urls import changes

View = Callable[..., HttpResponse]
LONGEST = 20  # characters that a level can have as it is sent


@dataclass(frozen=True)
class Way:
    """Who answers and how they came: ``token`` is that of a signed link, or nothing."""

    respondent: Respondent
    by: Any
    token: str = ""

    def url(self, part: str = "", *keys: Any) -> str:
        """An address of this person's pages."""
        if self.token:
            return reverse(f"guest_answers{part}", args=[self.token, *keys])
        return reverse(f"answers{part}", args=[self.respondent.pk, *keys])


def of_person(view: View) -> View:
    """The page for whoever is signed in, of their own invitation."""

    @wraps(view)
    def shown(request: HttpRequest, pk: int, **keys: Any) -> HttpResponse:
        found = get_object_or_404(queries.asked(request.user), pk=pk)
        return view(request, Way(found, request.user), **keys)

    return shown


def of_guest(view: View) -> View:
    """The same page for whoever has the link; no search engine lists it, nothing stores it."""

    @wraps(view)
    def shown(request: HttpRequest, token: str, **keys: Any) -> HttpResponse:
        found = queries.of_guest(respondent_of(token))
        # Who has an account answers by that: a link that is passed on opens nothing of theirs.
        if found is None or signs_in(found.person):
            raise Http404
        answer = view(request, Way(found, SYSTEM, token_of(found.pk)), **keys)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Cache-Control"] = "private, no-store"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return shown


def overview(request: HttpRequest, way: Way) -> HttpResponse:
    """What one is asked, theme by theme, and how far one is."""
    progress = queries.progress_of(way.respondent)
    themes = [(each, way.url("_theme", each.theme.key)) for each in progress]
    done, of = sum(each.done for each in progress), sum(each.of for each in progress)
    context = {
        **_told(way),
        "themes": themes,
        "done": done,
        "of": of,
        "next": next((url for each, url in themes if each.done < each.of), ""),
        "submit": way.url("_submit"),
        "take_back": way.url("_take_back"),
        "decline": way.url("_decline"),
        "word": way.url("_word"),
        "bring": way.url("_bring"),
    }
    return render(request, "improvement/assess/answers.html", context)


def theme(request: HttpRequest, way: Way, theme: str) -> HttpResponse:
    """One theme: each criterion with what it looks like at each level; saved as one goes."""
    themes = themes_of(criteria_of(way.respondent.assessment, whole=True))
    at = next((place for place, (each, _) in enumerate(themes) if each.key == theme), None)
    if at is None:
        raise Http404
    criteria = themes[at][1]
    fault, rows = "", queries.asked_in(way.respondent, criteria)
    if request.method == "POST":
        fault = _saved(request, way, rows)
        if not fault:
            messages.success(request, "Saved.")
            onward = themes[at + 1][0].key if at + 1 < len(themes) else ""
            goes_on = onward and "next" in request.POST
            return redirect(way.url("_theme", onward) if goes_on else way.url())
        rows = [_as_sent(each, request.POST) for each in rows]
    context = {
        **_told(way),
        "theme": themes[at][0],
        "rows": [_row(way, each) for each in rows],
        "place": at + 1,
        "themes": len(themes),
        "before": way.url("_theme", themes[at - 1][0].key) if at else "",
        "is_last": at + 1 == len(themes),
        "fault": fault,
    }
    status = 422 if fault else 200
    return render(request, "improvement/assess/answer_theme.html", context, status=status)


@require_POST
def save(request: HttpRequest, way: Way, criterion: int) -> HttpResponse:
    """Keep one answer while its page stays open; a line of words comes back."""
    found = Criterion(pk=criterion)  # whether it is asked here, the action says
    said = queries.Asked(found, *_sent(found, request.POST))
    try:
        saved = {found.pk: _meant(said)}
        actions.save_answers(by=way.by, respondent=way.respondent, answers=saved)
        told = f"Saved at {timezone.localtime(clock.now()):%H:%M}."
    except (NotAllowed, Conflict):
        raise
    except DomainError as refusal:
        told = f"Not saved. {refusal}"
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


@require_POST
def submit(request: HttpRequest, way: Way) -> HttpResponse:
    """Hand in what one has scored."""
    actions.submit_answers(by=way.by, respondent=way.respondent)
    messages.success(request, "Handed in. Thank you: it counts once the scoring is over.")
    return redirect(way.url())


@require_POST
def take_back(request: HttpRequest, way: Way) -> HttpResponse:
    """Go on with what was handed in."""
    actions.take_answers_back(by=way.by, respondent=way.respondent)
    messages.success(request, "You can change your scores. Hand them in again when you are done.")
    return redirect(way.url())


@require_POST
def decline(request: HttpRequest, way: Way) -> HttpResponse:
    """Say that one would rather not."""
    actions.decline_invitation(by=way.by, respondent=way.respondent)
    messages.success(request, "You have said no. Nothing that you wrote is counted.")
    return redirect(way.url())


def _told(way: Way) -> dict[str, Any]:
    respondent = way.respondent
    return {
        "respondent": respondent,
        "assessment": respondent.assessment,
        "framework": respondent.assessment.framework,
        "may_write": respondent.may_write,
        "home": way.url(),
        "is_guest": bool(way.token),
    }


def _row(way: Way, asked: queries.Asked) -> dict[str, Any]:
    """A criterion for the page, with its levels as they are chosen."""
    described, criterion = asked.criterion.levels or {}, asked.criterion
    levels = [
        (str(each["value"]), each["name"], described.get(str(each["value"])) or each.get("says"))
        for each in way.respondent.assessment.framework.levels
    ]
    saves = way.url("_save", criterion.pk) if way.respondent.may_write else ""
    return {"asked": asked, "criterion": criterion, "levels": levels, "saves": saves}


def _saved(request: HttpRequest, way: Way, rows: list[queries.Asked]) -> str:
    """Save what was changed on the page; gives what is wrong, in a sentence."""
    answers = {}
    for each in rows:
        sent = _as_sent(each, request.POST)
        was = request.POST.get(f"was-{each.criterion.pk}", "")
        # What a page of an hour ago shows unchanged must not undo what was said since.
        if sent.was not in (was, each.was):
            answers[each.criterion.pk] = sent
    try:
        if answers:
            meant = {key: _meant(each) for key, each in answers.items()}
            actions.save_answers(by=way.by, respondent=way.respondent, answers=meant)
    except (NotAllowed, Conflict):
        raise
    except DomainError as refusal:
        return str(refusal)
    return ""


def _as_sent(asked: queries.Asked, data: QueryDict) -> queries.Asked:
    return queries.Asked(asked.criterion, *_sent(asked.criterion, data), asked.saved_at)


def _sent(criterion: Criterion, data: QueryDict) -> tuple[str, str]:
    level = data.get(f"level-{criterion.pk}", "")[:LONGEST]
    note = data.get(f"note-{criterion.pk}", "").replace("\r\n", "\n").strip()
    return level, note


def _meant(asked: queries.Asked) -> Said:
    if asked.level == "na":
        return Said(None, applies=False, note=asked.note)
    if asked.level == "":
        return Said(None, note=asked.note)
    if not (asked.level.isascii() and asked.level.lstrip("-").isdecimal()):
        raise DomainError("Choose one of the levels, or “does not apply”.")
    return Said(int(asked.level), note=asked.note)


MEMBER: dict[str, View] = {
    "overview": of_person(overview),
    "theme": changes(of_person(theme)),
    "save": changes(of_person(save)),
    "submit": changes(of_person(submit)),
    "take_back": changes(of_person(take_back)),
    "decline": changes(of_person(decline)),
}
GUEST: dict[str, View] = {
    "overview": of_guest(overview),
    "theme": changes(of_guest(theme)),
    "save": changes(of_guest(save)),
    "submit": changes(of_guest(submit)),
    "take_back": changes(of_guest(take_back)),
    "decline": changes(of_guest(decline)),
}
