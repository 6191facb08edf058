"""Waves: one with what it asks, who is asked, and how it goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from culturefirst.kit import clock
from culturefirst.kit.asking.faults import faults
from culturefirst.kit.changes import Words
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.surveys import actions
from culturefirst.surveys.actions.inviting import unanswered
from culturefirst.surveys.forms.questions import KINDS
from culturefirst.surveys.forms.surveys import EditWaveForm, OthersForm, WaveForm
from culturefirst.surveys.letters import promise_of
from culturefirst.surveys.queries import surveys as queries
from culturefirst.surveys.queries.answering import number_asked
from culturefirst.surveys.views.common import (
    deed_of,
    kept_survey,
    kept_wave,
    survey_page,
    wave_page,
)

WORDS = Words(labels={"closes_on": "Last day for answers"})


def wave(request: HttpRequest, pk: int) -> HttpResponse:
    """The hub: questions while it is a draft, answers once it is open."""
    found = kept_wave(request, pk)
    sheet = found.asked
    context = {
        "wave": found,
        "survey": found.survey,
        "sheet": sheet,
        "kinds": KINDS,
        "faults": faults(sheet) if found.is_draft else [],
        "response": None if found.is_draft else queries.response(found),
        "is_open": found.is_open(clock.today()),
        "promise": promise_of(found.survey),
        "asked": number_asked(found),
        "waiting": len(unanswered(found)) if not found.is_draft else 0,
    }
    return render(request, "surveys/surveys/wave.html", context)


@acts_once
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a wave of a survey."""
    survey, user = kept_survey(request, pk), request.user
    rows = queries.waves(user).filter(survey=survey)
    initial = {"like": rows.first()}
    form = WaveForm(sent(request), initial=initial, user=user, waves=rows)
    deed = deed_of(survey, "Begin a wave", "Begin it", "Begun. Write what is asked.")

    def run(**given: Any) -> Any:
        return actions.make_wave(by=user, survey=survey, **given)

    return answer(request, form, run, deed, to=wave_page)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its name, its last day, who is asked."""
    found, user = kept_wave(request, pk), request.user
    form = EditWaveForm(sent(request), initial=EditWaveForm.held(found), user=user)
    page = EditPage(
        title="Change this wave",
        words=WORDS,
        cancel=wave_page(found),
        save=lambda said, version: actions.edit_wave(
            by=user, wave=found, changes=said, seen=version
        ),
    )
    return edited(request, found, form, page)


@acts_once
def open_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, after one more look at what is promised."""
    found = kept_wave(request, pk)
    deed = deed_of(
        found, "Open this wave?", "Open it, and ask people",
        "It is open. Letters are on their way.", note=promise_of(found.survey),
        lede="From now on its questions stay as they are, and the promise cannot be changed.",
    )  # fmt: skip
    run = lambda: actions.open_wave(by=request.user, wave=found)  # noqa: E731
    return answer(request, Form(sent(request)), run, deed)


@acts_once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    found = kept_wave(request, pk)
    deed = deed_of(
        found, "Close this wave?", "Close it", "It is closed.",
        lede="Nobody can answer any more, and answers that were begun and not sent go.",
    )  # fmt: skip
    run = lambda: actions.close_wave(by=request.user, wave=found)  # noqa: E731
    return answer(request, Form(sent(request)), run, deed)


@acts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    found = kept_wave(request, pk)
    deed = deed_of(found, "Remove this draft?", "Remove it", "The draft is removed.", danger=True)
    run = lambda: actions.remove_wave(by=request.user, wave=found)  # noqa: E731
    to = survey_page(found.survey)
    return answer(request, Form(sent(request)), run, deed, to=lambda _: to)


@acts_once
def others(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people outside the network."""
    found = kept_wave(request, pk)
    deed = deed_of(found, "Invite others", "Invite them", "Invited: letters are on their way.")
    run = lambda others: actions.invite_others(  # noqa: E731
        by=request.user, wave=found, others=others
    )
    return answer(request, OthersForm(sent(request)), run, deed)


@changes
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write again to those who have not answered."""
    found = kept_wave(request, pk)
    actions.remind_people(by=request.user, wave=found)
    messages.success(request, "Reminded: whoever has answered gets no letter.")
    return redirect(wave_page(found))
