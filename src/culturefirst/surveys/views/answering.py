"""Answering: by a link or signed in, section by section, stopped and gone on with, sent once.

Two secrets are about: that of the invitation (who may answer), and that of the unfinished sheet
(what is answered). Of an anonymous survey nothing on this side joins them: the browser has both.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.asking.forms import BESIDE, SectionForm
from culturefirst.kit.asking.piping import in_words, piped
from culturefirst.kit.asking.routing import asked_in, following, kept, path
from culturefirst.kit.deeds import sent
from culturefirst.kit.errors import DomainError
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.letters import promise_of
from culturefirst.surveys.models import Invitation, Unfinished, Wave
from culturefirst.surveys.queries import answering as queries

COOKIE = "survey-{}"
DAYS = 60 * 60 * 24 * 60


@never_cache
@acts_once
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """What the link of a letter opens: what is asked, what is promised, and a button to begin."""
    found = queries.invited(secret)
    if found is None:
        return render(request, "surveys/answering/no_link.html", status=404)
    response = _begin(request, found.wave, found)
    response.set_cookie(
        COOKIE.format(found.wave_id), secret, max_age=DAYS, httponly=True, samesite="Lax",
        secure=request.is_secure(), path="/surveys/",
    )  # fmt: skip
    return response


@never_cache
@acts_once
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for whoever is signed in and was asked."""
    asked = queries.asked_of(request.user, pk)
    if asked is None:
        raise Http404
    return _begin(request, asked.wave, asked)


def _begin(request: HttpRequest, wave: Wave, asked: Invitation) -> HttpResponse:
    is_open = wave.is_open(clock.today())
    over = asked.answered and not asked.may_change
    if request.method == "POST" and is_open and not over:
        _, secret = envelopes.begin(wave, asked)
        return redirect("survey_answer", secret)
    context = {
        "wave": wave, "survey": wave.survey, "promise": promise_of(wave.survey),
        "is_open": is_open, "asked": asked, "over": over,
        "sections": len(wave.asked.sections), "questions": len(list(wave.asked.questions)),
    }  # fmt: skip
    return render(request, "surveys/answering/begin.html", context)


@never_cache
@changes
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """One section: kept whatever button is pressed; on to the next once it is sound."""
    sheet = _unfinished(secret)
    wave, asked = sheet.wave, sheet.wave.asked
    ours = kept(asked, sheet.answers)
    at = _place(request, asked, ours)
    if at is None:
        return redirect("survey_send", secret)
    section = asked.sections[at]
    form = SectionForm(sent(request), sheet=asked, section=section, answers=_with_words(sheet))
    if request.method == "POST":
        sound = form.is_valid()
        envelopes.write_down(sheet, {**sheet.answers, **form.answered})
        if "stop" in request.POST:
            messages.info(request, "Kept. Go on by the same address whenever you like.")
            return redirect(_at(secret, at))
        if "back" in request.POST:
            return redirect(_at(secret, _before(asked, sheet.answers, at)))
        if sound:
            after = following(asked, at, kept(asked, sheet.answers))
            return redirect(_at(secret, after) if after is not None else _send(secret))
    ways = list(path(asked, ours))
    context = {
        "wave": wave, "survey": wave.survey, "section": section, "form": form,
        "says": piped(section.says, asked, ours), "secret": secret, "test": sheet.test,
        "place": ways.index(at) + 1 if at in ways else 1, "number": len(ways),
        "is_first": not ways or at == ways[0],
        "address": request.build_absolute_uri(reverse("survey_answer", args=[secret])),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "surveys/answering/section.html", context, status=status)


@never_cache
@acts_once
def send(request: HttpRequest, secret: str) -> HttpResponse:
    """All answers once more, and the button that sends them."""
    sheet = _unfinished(secret)
    wave, asked = sheet.wave, sheet.wave.asked
    faults = envelopes.missing(asked, sheet.answers)
    secret_of = request.COOKIES.get(COOKIE.format(sheet.wave_id))
    invitation = queries.invitation_of(sheet, request.user, secret_of)
    refusal = ""
    if request.method == "POST" and not faults:
        try:
            _count_in(request, sheet, invitation)
        except DomainError as fault:
            refusal = str(fault)
        else:
            if sheet.test:
                messages.success(request, "Tried to the end. Your answers are set apart.")
                return redirect(wave.get_absolute_url())
            return redirect("survey_thanks")
    ours = kept(asked, sheet.answers)
    shown = [
        (at, asked.sections[at], [
            (each, in_words(each, ours[each.key]) if each.key in ours else "", faults.get(each.key))
            for each in asked_in(asked.sections[at], ours)
        ])
        for at in path(asked, ours)
    ]  # fmt: skip
    context = {
        "wave": wave, "survey": wave.survey, "sections": shown, "faults": faults,
        "secret": secret, "refusal": refusal, "test": sheet.test,
        "promise": promise_of(wave.survey),
        "nobody": invitation is None and not sheet.test,
    }  # fmt: skip
    status = 422 if refusal or (faults and request.method == "POST") else 200
    return render(request, "surveys/answering/send.html", context, status=status)


def thanks(request: HttpRequest) -> HttpResponse:
    """That it arrived; the same for whoever comes: it names no survey and nobody."""
    return render(request, "surveys/answering/thanks.html")


def _count_in(request: HttpRequest, sheet: Unfinished, invitation: Invitation | None) -> None:
    if not sheet.test and not sheet.paid:
        if invitation is None:
            raise DomainError(
                "Open the link of your letter once more in this browser, then come back here: so "
                "each person answers once."
            )
        by = request.user if request.user.is_authenticated else SYSTEM
        actions.tick_off(by=by, invitation=invitation, unfinished=sheet)
    envelopes.lay_down(sheet)


def _unfinished(secret: str) -> Unfinished:
    found = envelopes.found(secret)
    if found is None:
        raise Http404
    return found


def _with_words(sheet: Unfinished) -> dict[str, Any]:
    """What is known, with the words beside options, for the form."""
    ours = kept(sheet.wave.asked, sheet.answers)
    beside = {key: value for key, value in sheet.answers.items() if BESIDE in key}
    return {**beside, **ours}


def _place(request: HttpRequest, asked: Any, ours: dict[str, Any]) -> int | None:
    """The section that the address names, if it is on the way; else the first."""
    given = request.GET.get("section", "")
    ways = list(path(asked, ours))
    for at in ways:
        if asked.sections[at].key == given:
            return at
    return ways[0] if ways else None


def _before(asked: Any, answers: dict[str, Any], at: int) -> int:
    earlier = [each for each in path(asked, kept(asked, answers)) if each < at]
    return earlier[-1] if earlier else at


def _at(secret: str, at: int) -> str:
    found = envelopes.found(secret)
    key = found.wave.asked.sections[at].key if found else ""
    return f"{reverse('survey_answer', args=[secret])}?section={key}"


def _send(secret: str) -> str:
    return reverse("survey_send", args=[secret])
