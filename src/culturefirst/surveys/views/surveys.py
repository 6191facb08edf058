"""Surveys: the list, one with its waves, setting one up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.changes import Words
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.urls import changes
from culturefirst.surveys import actions
from culturefirst.surveys.forms.surveys import EditSurveyForm, SurveyForm
from culturefirst.surveys.letters import promise_of
from culturefirst.surveys.policy.surveys import keep_survey
from culturefirst.surveys.queries import surveys as queries
from culturefirst.surveys.views.common import deed_of, kept_survey, seen_survey, survey_page

A_PAGE = 20
WORDS = Words(labels={"says": "What it is for", "per": "Who answers"})


def surveys(request: HttpRequest) -> HttpResponse:
    """What waits for one's answers first, then all that one may see."""
    user, today = request.user, clock.today()
    context = {
        "page": paged(queries.surveys(user), request.GET.get("page"), A_PAGE),
        "waiting": queries.to_answer(user, today),
        "may_keep": keep_survey.allows(user),
    }
    return render(request, "surveys/surveys/surveys.html", context)


def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """One with its waves and what it promises."""
    found = seen_survey(request, pk)
    context = {
        "survey": found,
        "promise": promise_of(found),
        "waves": queries.waves(request.user).filter(survey=found),
        "waiting": queries.to_answer(request.user, clock.today()).filter(wave__survey=found),
        "may_keep": keep_survey.allows(request.user, found),
        "today": clock.today(),
    }
    return render(request, "surveys/surveys/survey.html", context)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Set one up."""
    user = request.user
    form = SurveyForm(sent(request), user=user)
    back = reverse("surveys")
    done = "Set up. Now begin its first wave."
    deed = Deed("Set up a survey", "Set it up", done, back, "Surveys")

    def run(**given: Any) -> Any:
        return actions.make_survey(by=user, **given)

    return answer(request, form, run, deed, to=survey_page)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its words; its promise before anybody was asked."""
    found, user = kept_survey(request, pk), request.user
    settled = found.settled_on is not None
    held = EditSurveyForm.held(found)
    form = EditSurveyForm(sent(request), initial=held, user=user, settled=settled)
    page = EditPage(
        title="Change this survey",
        words=WORDS,
        cancel=survey_page(found),
        lede="What it promises stays: people have been asked." if settled else "",
        save=lambda said, version: actions.edit_survey(
            by=user, survey=found, changes=said, seen=version
        ),
    )
    return edited(request, found, form, page)


@acts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one away that nobody was asked."""
    found = kept_survey(request, pk)
    deed = deed_of(
        found, "Remove this survey?", "Remove it", "The survey is removed.", danger=True,
        lede="Its drafts go with it. Nobody has been asked yet.",
    )  # fmt: skip
    run = lambda: actions.remove_survey(by=request.user, survey=found)  # noqa: E731
    return answer(request, Form(sent(request)), run, deed, to=lambda _: reverse("surveys"))
