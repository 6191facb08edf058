"""The door: who is here, ticked on a telephone, with and without a signal; and from paper."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from culturefirst.events import actions
from culturefirst.events.forms.after import CameForm, FindForm, GuestForm
from culturefirst.events.models import Booking, Event, State
from culturefirst.events.policy import keep_event
from culturefirst.events.queries import attendance as queries
from culturefirst.events.queries.bookings import bookings
from culturefirst.events.rules_after import LONGEST_KEY, Note, why_not_noted
from culturefirst.events.views.common import Deed, answer, kept, sent
from culturefirst.events.when import in_words
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network.models import Person

FOUND = 20  # people shown of those that a name finds
MOST = 1_000  # ticks in one batch
LASTS = timedelta(days=14)  # how long a telephone keeps the list after the event
UNREADABLE = "These ticks cannot be read, so nothing was kept. Open the list again."


@changes
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of the door; a tick of the plain form."""
    event = kept(request, pk)
    words = (request.POST if request.method == "POST" else request.GET).get("words", "")[:100]
    if request.method == "POST":
        note = _tick(request.POST.get("tick", ""))
        actions.note_attendance(by=request.user, event=event, notes=[note])
        asked = f"?{urlencode({'words': words})}" if words else ""
        return redirect(f"{reverse('event_door', args=[pk])}{asked}#b{note.booking}")
    context = {
        "event": event, "lines": queries.lines(event, request.user, words), "words": words,
        "counts": queries.counts(event), "why_not": why_not_noted(event, clock.today()),
        "closed": event.state in (State.CLOSED, State.CANCELLED), "now": clock.now(),
        "until": event.ends_at + LASTS,
    }  # fmt: skip
    return render(request, "events/door.html", context)


@changes
def ticks(request: HttpRequest, pk: int) -> HttpResponse:
    """For the page's script: keep a batch of ticks; either way, how everybody stands now."""
    event = kept(request, pk)
    if request.method == "POST":
        try:
            event = actions.note_attendance(by=request.user, event=event, notes=_batch(request))
        except DomainError as refusal:
            return JsonResponse({"refused": str(refusal)}, status=422)
    rows = queries.places(event, request.user).values_list("pk", "attended")
    return JsonResponse(
        {
            "now": clock.now().isoformat(),
            "closed": event.state in (State.CLOSED, State.CANCELLED),
            "rows": {key: queries.STATES[came] for key, came in rows},
        }
    )


def worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The script that opens this one page again without a signal."""
    kept(request, pk)
    found = finders.find("events/door-worker.js")
    with open(str(found), "rb") as script:  # noqa: PTH123 (a name that the finder gave)
        return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")


@acts_once
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody came who has no place: of the network, found by name, or a guest."""
    event = kept(request, pk)
    guest = GuestForm(request.POST if _does(request, "guest") else None)
    find = FindForm(request.GET if "words" in request.GET else None)
    if _does(request, "guest") and (
        row := act_on(guest, lambda **said: _let(request, event, **said))
    ):
        return _let_in(request, row)
    if _does(request, "person"):
        person = _person(request, event)
        return _let_in(request, _let(request, event, person=person))
    words = find.cleaned_data["words"] if find.is_valid() else ""
    people = list(queries.found_people(event, request.user, words)[:FOUND]) if words else []
    context = {
        "event": event, "guest": guest, "find": find, "words": words, "people": people,
        "why_not": why_not_noted(event, clock.today()),
    }  # fmt: skip
    return render(request, "events/door_let_in.html", context, status=422 if guest.errors else 200)


@acts_once
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was there, afterwards: from the paper list, put right, with certificates."""
    event = kept(request, pk)
    if request.method == "POST":
        notes = _from_paper(request, event)
        actions.note_attendance(by=request.user, event=event, notes=notes, how=Booking.Noted.PAPER)
        messages.success(request, "Kept, as from the paper list.")
        return redirect("event_attendance", pk)
    context = {
        "event": event, "lines": queries.lines(event, request.user), "when": in_words(event),
        "counts": queries.counts(event), "why_not": why_not_noted(event, clock.today()),
        "over": event.state in (State.HELD, State.CLOSED),
    }  # fmt: skip
    return render(request, "events/door_attendance.html", context)


@acts_once
def put_right(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what is kept of one delegate, with the reason."""
    row: Booking = get_object_or_404(bookings(request.user), pk=pk)
    keep_event.require(request.user, row.event)
    form = CameForm(sent(request), initial={"came": queries.STATES[row.attended]})

    def run(came: str, reason: str) -> Booking:
        return actions.note_delegate(
            by=request.user, booking=row, came=queries.CAME[came], reason=reason
        )

    deed = Deed(
        f"Whether {row.who} was there", "Put it right", "Put right; the change is kept.",
        back=reverse("event_attendance", args=[row.event_id]),
    )  # fmt: skip
    return answer(request, row.event, form, run, deed)


def _does(request: HttpRequest, what: str) -> bool:
    return request.method == "POST" and request.POST.get("do") == what


def _let(request: HttpRequest, event: Event, **said: Any) -> Booking:
    return actions.let_in(by=request.user, event=event, **said)


def _let_in(request: HttpRequest, row: Booking) -> HttpResponse:
    messages.success(request, f"{row.who} is noted as here.")
    return redirect("event_door", row.event_id)


def _person(request: HttpRequest, event: Event) -> Person:
    key = request.POST.get("person", "")
    people = queries.found_people(event, request.user, "")
    found = people.filter(pk=int(key)).first() if _is_key(key) else None
    if found is None:
        raise DomainError("Choose one of the people shown; whoever is here already is not.")
    return found


def _tick(said: str) -> Note:
    """A tick of the plain form: ``12:came``, made now."""
    key, _, word = said.partition(":")
    if not _is_key(key) or word not in queries.CAME:
        raise DomainError(UNREADABLE)
    return Note(int(key), queries.CAME[word], clock.now())


def _batch(request: HttpRequest) -> list[Note]:
    """The ticks of the page's script; refused whole where one cannot be read."""
    try:
        told = json.loads(request.POST.get("ticks", ""))
        found = [_read(each) for each in told]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as fault:
        raise DomainError(UNREADABLE) from fault
    if len(found) > MOST:
        raise DomainError(f"More than {MOST} ticks at once: send them in parts.")
    return found


def _read(told: dict[str, Any]) -> Note:
    at = datetime.fromisoformat(told["at"])
    key = told["key"]
    if at.tzinfo is None or not isinstance(key, str) or not 0 < len(key) <= LONGEST_KEY:
        raise ValueError(told)
    if not isinstance(told["booking"], int) or not _is_key(str(told["booking"])):
        raise TypeError(told)
    return Note(told["booking"], queries.CAME[told["came"]], at.astimezone(UTC), key)


def _from_paper(request: HttpRequest, event: Event) -> Sequence[Note]:
    """Those ticked were there; of the others only what was said of them all.

    What is known already is not told again: it was seen at the door, and stays so.
    """
    others = request.POST.get("others", "")
    if others not in ("stay", "away"):
        raise DomainError("Say what is so of those who are not ticked, and send it again.")
    ticked = _keys(request.POST)
    known = dict(queries.places(event, request.user).values_list("pk", "attended"))
    shown = [*known, *sorted(ticked - known.keys())]  # strange ones the action refuses
    told = [key for key in shown if key in ticked or others == "away"]
    now = clock.now()
    return [Note(key, key in ticked, now) for key in told if known.get(key) is not (key in ticked)]


def _keys(given: QueryDict) -> set[int]:
    return {int(key) for key in given.getlist("came") if _is_key(key)}


def _is_key(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < 16
