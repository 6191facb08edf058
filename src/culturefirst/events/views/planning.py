"""The pages on which an event is planned, changed, announced and called off."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.events import actions
from culturefirst.events.actions.series import times
from culturefirst.events.forms.planning import BeginForm, EventForm, WhyForm, begun_from, fitted
from culturefirst.events.forms.series import CloneForm, SeriesForm
from culturefirst.events.models import Event, Series
from culturefirst.events.policy import keep_event, make_events
from culturefirst.events.queries.planning import groups_to_plan_for
from culturefirst.events.views.common import WORDS, Deed, answer, kept, sent
from culturefirst.events.when import in_words
from culturefirst.kit import clock, starts
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.errors import NotAllowed
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes

DRAFTED = "The draft is kept. Look at it, and announce it when it is right."
FIRST: dict[str, Any] = {
    "seen": 0,
    "access": Event.Access.PUBLIC,
    "filling": Event.Filling.ORDER,
    "price": 0,
}


AGAIN = Deed(
    "Hold this again",
    "Make the draft",
    "",
    "A draft with the same sessions, shares of places, partners and topics, moved to the day you "
    "give. Who speaks, and papers, are another matter each time.",
)


def may_plan(user: Any) -> bool:
    """Whether this person may plan an event, if only for a group."""
    return keep_event.allows(user) and (
        make_events.allows(user) or groups_to_plan_for(user, clock.today()).exists()
    )


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Plan an event: a draft, announced when it is right."""
    if not may_plan(request.user):
        raise NotAllowed(f"You may not plan events: it may be done by {make_events.says}.")
    about = request.POST.get("grown", "") or request.GET.get("from", "")
    start = starts.start(request.user, about)
    first = FIRST | begun_from(start) if start else FIRST
    form = fitted(BeginForm, request.user)(sent(request), initial=first)

    def run(grown: str, seen: int, **said: Any) -> Event:
        source = start.record if start else None
        return actions.plan_event(by=request.user, grown_from=source, **said)

    if request.method == "POST" and (made := act_on(form, run)) is not None:
        messages.success(request, DRAFTED)
        return redirect("event", made.pk)
    status = 422 if form.errors else 200
    return render(request, "events/new.html", {"form": form, "start": start}, status=status)


@acts_once
def clone(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin this year's event as the copy of an earlier one."""
    event = kept(request, pk)
    form = CloneForm(sent(request), initial={"title": event.title})

    def run(on: date, title: str) -> Event:
        return actions.clone_event(by=request.user, event=event, on=on, title=title)

    if request.method == "POST" and (made := act_on(form, run)) is not None:
        messages.success(request, DRAFTED)
        return redirect("event", made.pk)
    context = {"deed": AGAIN, "event": event, "form": form}
    context["back"] = reverse("event", args=[event.pk])
    return render(request, "events/deed.html", context, status=422 if form.errors else 200)


@acts_once
def series(request: HttpRequest) -> HttpResponse:
    """Plan events that come again: the days are shown before anything is made."""
    if not may_plan(request.user):
        raise NotAllowed(f"You may not plan events: it may be done by {make_events.says}.")
    form: Any = fitted(SeriesForm, request.user)(sent(request), initial=FIRST)
    shown: list[str] = []
    if request.method == "POST" and form.is_valid():
        if "make" not in request.POST:
            shown = _times(form)
        elif (made := act_on(form, lambda **_: _series(request, form))) is not None:
            messages.success(request, f"The drafts are kept: {made.says}.")
            return redirect("meet")
    status = 422 if form.errors else 200
    return render(request, "events/series.html", {"form": form, "times": shown}, status=status)


def _series(request: HttpRequest, form: Any) -> Series:
    return actions.make_series(by=request.user, **form.event_data)


def _times(form: Any) -> list[str]:
    """When each event of the series would be, in words; a time that cannot be is a fault."""
    said = form.event_data

    def run(**_: Any) -> list[str]:
        found = times(said["pattern"], said["starts_at"], said["ends_at"])
        return [in_words(Event(starts_at=begins, ends_at=ends)) for begins, ends in found]

    return act_on(form, run) or []


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an event says; what somebody else changed meanwhile is not undone."""
    event = kept(request, pk)
    form = fitted(EventForm, request.user, event).for_record(event, sent(request))
    page = EditPage(
        title="Change this event",
        words=WORDS,
        cancel=reverse("event", args=[event.pk]),
        save=lambda said, seen: actions.edit_event(
            by=request.user, event=event, changes=said, seen=seen
        ),
    )
    return edited(request, event, form, page)


@acts_once
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, and say why."""
    event = kept(request, pk)
    deed = Deed(
        "Call this event off",
        "Call it off",
        "It is called off. Its page says so, and why.",
        "Everybody who has a place or waits for one is written to once.",
        note=event.title,
        danger=True,
    )

    def run(reason: str) -> Event:
        return actions.cancel_event(by=request.user, event=event, reason=reason)

    return answer(request, event, WhyForm(sent(request)), run, deed)


@acts_once
def not_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right that it was taken for held."""
    event = kept(request, pk)
    deed = Deed(
        "It did not take place",
        "It did not take place",
        "Noted: it counts nowhere any more.",
        "An event counts as held once its end has passed. If nobody met after all, say so here.",
        note=event.title,
        danger=True,
    )

    def run(reason: str) -> Event:
        return actions.was_not_held(by=request.user, event=event, reason=reason)

    return answer(request, event, WhyForm(sent(request)), run, deed)


@changes
@require_POST
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    """Announce it."""
    event = actions.open_event(by=request.user, event=kept(request, pk))
    messages.success(request, "It is announced: whom it is for can book now.")
    return redirect("event", event.pk)


@changes
@require_POST
def closed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that all is done."""
    event = actions.close_event(by=request.user, event=kept(request, pk))
    messages.success(request, "It is closed.")
    return redirect("event", event.pk)


@changes
@require_POST
def removed(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a draft."""
    actions.remove_draft(by=request.user, event=kept(request, pk))
    messages.success(request, "The draft is removed.")
    return redirect("meet")
