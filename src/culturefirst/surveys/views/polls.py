"""The pages of polls."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from culturefirst.kit import clock
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.urls import changes
from culturefirst.surveys import actions
from culturefirst.surveys.forms.polls import AnswerForm, OutcomeForm, PollForm, of_person
from culturefirst.surveys.models import Poll
from culturefirst.surveys.policy.polls import keep_poll, make_polls
from culturefirst.surveys.queries import polls as queries

A_PAGE = 20
EDITED = (
    "question",
    "says",
    "closes_on",
    "shown",
    "on_home_page",
    "serves",
    "group",
    "audience",
)


def polls(request: HttpRequest) -> HttpResponse:
    """Polls that one may read: those that are open first."""
    today = clock.today()
    found = paged(queries.polls(request.user), request.GET.get("page"), A_PAGE)
    cards = queries.cards(found, request.user, today)
    may_make = keep_poll.allows(request.user) and (
        make_polls.allows(request.user) or queries.groups_to_ask(request.user, today).exists()
    )
    context = {
        "open": [each for each in cards if each.is_open],
        "drafts": [each for each in cards if each.poll.opened_on is None],
        "closed": [each for each in cards if each.poll.opened_on and not each.is_open],
        "page": found,
        "may_make": may_make,
    }
    return render(request, "surveys/polls.html", context)


def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """A poll with its answers to choose from, its result, and what was done with it."""
    found = _seen(request, pk)
    return _page(request, found, AnswerForm(poll=found))


@acts_once
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, or answer otherwise while it is open."""
    found = _seen(request, pk)
    form = AnswerForm(request.POST, poll=found)

    def run(choice: Any) -> Poll:
        return actions.answer_quick_poll(by=request.user, poll=found, choice=choice)

    if act_on(form, run) is None:
        return _page(request, found, form, status=422)
    thanks = "Thank you: your answer is counted. You can change it while the poll is open."
    messages.success(request, thanks)
    return redirect("poll", found.pk)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Write a poll; it is looked at before it is opened."""
    form = PollForm(
        request.POST if request.method == "POST" else None,
        **of_person(request.user, clock.today()),
    )

    def run(**given: Any) -> Poll:
        return actions.make_poll(by=request.user, **given)

    if request.method == "POST" and (made := act_on(form, run)) is not None:
        messages.success(request, "The draft is kept. Look at it, and open it when it is right.")
        return redirect("poll", made.pk)
    context = {"form": form, "title": "Write a poll", "button": "Keep the draft"}
    return render(request, "surveys/form.html", context, status=422 if form.errors else 200)


@acts_once
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft, or the day and what is shown of one that is open."""
    found = _kept(request, pk)
    held = {name: getattr(found, name) for name in EDITED}
    held["choices"] = "\n".join(choice.words for choice in found.choices.all())
    form = PollForm(
        request.POST if request.method == "POST" else None,
        initial=held,
        **of_person(request.user, clock.today()),
    )
    seen = int(request.POST.get("version") or 0) or None

    def run(**given: Any) -> Poll:
        return actions.edit_poll(by=request.user, poll=found, changes=given, seen=seen)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "Saved.")
        return redirect("poll", found.pk)
    context = {"form": form, "title": "Change this poll", "button": "Save", "poll": found}
    return render(request, "surveys/form.html", context, status=422 if form.errors else 200)


@acts_once
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was done with the answers."""
    found = _kept(request, pk)
    given = request.POST if request.method == "POST" else None
    form = OutcomeForm(given, initial={"outcome": found.outcome})

    def run(outcome: str) -> Poll:
        return actions.say_outcome(by=request.user, poll=found, outcome=outcome)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "Everybody who may read the poll reads it now.")
        return redirect("poll", found.pk)
    context = {"form": form, "title": "What was done with it", "button": "Tell", "poll": found}
    return render(request, "surveys/form.html", context, status=422 if form.errors else 200)


@changes
@require_POST
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask."""
    found = actions.open_poll(by=request.user, poll=_kept(request, pk))
    messages.success(request, "It is open: whom it is put to finds it in “My work”.")
    return redirect("poll", found.pk)


@changes
@require_POST
def closed(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    found = actions.close_poll(by=request.user, poll=_kept(request, pk))
    messages.success(request, "It is closed. Say what was done with it when you know.")
    return redirect("poll", found.pk)


@changes
@require_POST
def removed(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    actions.remove_poll(by=request.user, poll=_kept(request, pk))
    messages.success(request, "The draft is removed.")
    return redirect("polls")


def _page(request: HttpRequest, found: Poll, form: AnswerForm, status: int = 200) -> HttpResponse:
    card = queries.card(found, request.user, clock.today())
    context = {"card": card, "form": form, "may_keep": keep_poll.allows(request.user, found)}
    return render(request, "surveys/poll.html", context, status=status)


def _seen(request: HttpRequest, pk: int) -> Poll:
    found: Poll = get_object_or_404(queries.polls(request.user), pk=pk)
    return found


def _kept(request: HttpRequest, pk: int) -> Poll:
    """The poll, for whoever keeps it; 404 where it is not theirs to know of."""
    found = _seen(request, pk)
    keep_poll.require(request.user, found)
    return found
