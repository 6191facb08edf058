"""One's own day at the tables: whom one meets next, and what is to come of each meeting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.collaboration import actions, dating_papers
from culturefirst.collaboration.forms_agenda import TickForm
from culturefirst.collaboration.models import DatingDay, DayMeeting, Party
from culturefirst.collaboration.policy import keep_day, tick_meeting
from culturefirst.collaboration.queries import agenda as queries
from culturefirst.collaboration.queries.came_of import came_of
from culturefirst.collaboration.queries.parties import days
from culturefirst.events.when import in_words
from culturefirst.kit import clock
from culturefirst.kit.downloads import attachment
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once

PDF = "application/pdf"


def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The day of whoever looks, the next meeting first."""
    day, party = _own(request, pk)
    found = queries.agenda(party, request.user)
    context = {
        "agenda": found,
        "day": day,
        "event": day.event,
        "party": party,
        "when": in_words(day.event),
        "now": clock.now(),
        "may_tick": day.state in (DatingDay.State.FINAL, DatingDay.State.OVER),
        "takes_wishes": day.takes_wishes(clock.now()),
    }
    return render(request, "collaboration/dating/agenda.html", context)


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own day, to print."""
    day, party = _own(request, pk)
    _refuse_unplanned(day)
    content = dating_papers.agendas(day, [queries.agenda(party, request.user)])
    return attachment(content, f"agenda-{day.pk}-{party.pk}.pdf", PDF)


def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's day, a page each, for whoever keeps the event; with nothing said in private."""
    day = _kept(request, pk)
    content = dating_papers.agendas(day, queries.agendas(day, request.user))
    return attachment(content, f"agendas-{day.pk}.pdf", PDF)


def signs(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet for each table: who sits there when."""
    day = _kept(request, pk)
    return attachment(dating_papers.signs(day, request.user), f"tables-{day.pk}.pdf", PDF)


def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of the day, in numbers: who wants what is for the two alone."""
    day = _kept(request, pk)
    context = {"day": day, "event": day.event, "found": came_of(day, request.user)}
    return render(request, "collaboration/dating/outcome.html", context)


@acts_once
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in private whether to take a meeting further, with a note for oneself."""
    rows = DayMeeting.objects.visible_to(request.user)
    rows = rows.select_related("day__event", "a__organisation", "b__organisation")
    meeting: DayMeeting = get_object_or_404(rows, pk=pk)
    tick_meeting.require(request.user, meeting)
    party = queries.party_of(meeting.day, request.user)
    if party is None:
        raise Http404
    own = party.sittings.model.objects.visible_to(request.user).filter(meeting=meeting).first()
    form = TickForm(
        request.POST if request.method == "POST" else None,
        initial={"note": own.note, "further": TickForm.said(own.further)} if own else {},
    )

    def run(**said: Any) -> Any:
        if "note" not in request.POST:  # a button of the agenda, which leaves the note alone
            said["note"] = None
        return actions.tick_meeting_off(by=request.user, meeting=meeting, **said)

    there = f"{reverse('dating_agenda', args=[meeting.day_id])}#round-{meeting.round}"
    if request.method == "POST" and (made := act_on(form, run)) is not None:
        meeting.refresh_from_db()
        messages.success(request, _told(meeting, made))
        return redirect(there)
    context = {
        "form": form,
        "meeting": meeting,
        "other": meeting.partner(party.pk),
        "back": there,
    }
    status = 422 if form.errors else 200
    return render(request, "collaboration/dating/tick.html", context, status=status)


def _told(meeting: DayMeeting, made: Any) -> str:
    if meeting.mutual_on is not None:
        return (
            "You both want to take it further: each of you has a letter with the other's name and "
            "address, and a draft initiative waits for you."
        )
    if made.further:
        return "Noted, for you alone. If they want it, too, you are introduced to each other."
    return "Noted, for you alone."


def _own(request: HttpRequest, pk: int) -> tuple[DatingDay, Party]:
    """The day and where one sits; 404 for who has no place there."""
    day: DatingDay = get_object_or_404(days(request.user), pk=pk)
    party = queries.party_of(day, request.user)
    if party is None:
        raise Http404
    return day, party


def _kept(request: HttpRequest, pk: int) -> DatingDay:
    day: DatingDay = get_object_or_404(days(request.user), pk=pk)
    keep_day.require(request.user, day)
    _refuse_unplanned(day)
    return day


def _refuse_unplanned(day: DatingDay) -> None:
    if not day.is_planned:
        raise DomainError("There is no timetable yet: it is made first, then printed and counted.")
