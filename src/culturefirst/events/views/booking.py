"""The pages on which places are asked for, changed and given back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.events import actions
from culturefirst.events.actions.booking import Clash
from culturefirst.events.forms.booking import (
    BookForm,
    CancelForm,
    ColleagueForm,
    FindForm,
    GuestForm,
    NeedsForm,
)
from culturefirst.events.models import Booking, Event
from culturefirst.events.policy import keep_booking
from culturefirst.events.queries import bookings as queries
from culturefirst.events.queries.places import colleagues, standing
from culturefirst.events.views.common import Deed, seen, sent
from culturefirst.events.when import in_words
from culturefirst.kit import clock
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.network.models import Person, Post
from culturefirst.network.queries.people import with_posts

FOUND = 20  # as many as somebody looks through
A_PAGE = 20
WAITS = (
    "The places are taken, so {who} on the waiting list. You will be written to when a place comes "
    "free."
)


@acts_once
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a place of one's own."""
    event = seen(request, pk)
    places = standing(event, request.user, clock.now())
    posts = Post.objects.visible_to(request.user).filter(person=_person(request))
    held = posts.held_on(clock.today()).select_related("organisation").order_by("pk")
    form = _clashing(
        BookForm, request, lambda by, **said: actions.book_place(by=by, event=event, **said),
        event=event, posts=held,
    )  # fmt: skip
    if (made := form.made) is not None:
        booked = made.state == Booking.State.BOOKED
        told = "You have a place. A letter with the details is on its way."
        messages.success(request, told if booked else WAITS.format(who="you are"))
        return redirect("event", event.pk)
    context = {"event": event, "places": places, "form": form.form, "when": in_words(event)}
    return render(request, "events/booking_new.html", context, status=_status(form.form))


@acts_once
def bring(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a colleague by name, or name a guest, and ask for their place."""
    event = seen(request, pk)
    places = standing(event, request.user, clock.now())
    words = request.GET.get("words", "").strip()
    people = with_posts(colleagues(request.user, anywhere=places.keeps), on=clock.today())
    found = Person.found(people, words) if words else people.none()
    asks_guest = request.POST.get("do") == "guest"

    def run(by: Any, **said: Any) -> Booking:
        return actions.bring_colleague(by=by, event=event, **said)

    offered = _offered(request, people, found)
    one = _clashing(ColleagueForm, request, run, event=event, people=offered, bound=not asks_guest)
    guest = _guest(request, run, event, asks_guest)
    if (made := one.made or guest.made) is not None:
        booked = made.state == Booking.State.BOOKED
        told = f"{made.who} has a place and has been written to."
        messages.success(request, told if booked else WAITS.format(who=f"{made.who} is"))
        return redirect("event", event.pk)
    context = {
        "event": event, "places": places, "form": one.form, "guest": guest.form,
        "find": FindForm(request.GET), "words": words, "found": bool(words) and found.exists(),
        "faulty": guest.form if guest.form.errors else one.form,
    }  # fmt: skip
    return render(
        request, "events/booking_bring.html", context, status=_status(one.form, guest.form)
    )


def mine(request: HttpRequest) -> HttpResponse:
    """One's own bookings and those one made for others: to come, and past."""
    now = clock.now()
    page = paged(queries.mine(request.user), request.GET.get("page"), A_PAGE)
    rows = [(row, in_words(row.event)) for row in page]
    coming = [each for each in rows if not each[0].event.is_over(now)]
    context = {
        "page": page,
        "coming": list(reversed(coming)),
        "past": [each for each in rows if each[0].event.is_over(now)],
        "person": _person(request),
        "now": now,
    }
    return render(request, "events/bookings.html", context)


@acts_once
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is eaten and needed, or what the invoice is to quote."""
    row = _row(request, pk)
    needs = getattr(row, "needs", None)
    held = {name: getattr(needs, name, "") for name in ("dietary", "access")}
    held["invoice_reference"] = row.invoice_reference
    form = NeedsForm(sent(request), event=row.event, initial=held)

    def run(**said: Any) -> Booking:
        return actions.change_booking(by=request.user, event=row.event, booking=row, **said)

    deed = Deed(
        f"What {_whom(request, row)} need{'' if _is_own(request, row) else 's'}", "Save", "Saved.",
        "It is deleted 14 days after the event.",
    )  # fmt: skip
    return _answer(request, row, form, run, deed)


@acts_once
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a place back, one's own or somebody's."""
    row = _row(request, pk)
    own = _is_own(request, row)
    form = Form(sent(request)) if own else CancelForm(sent(request))

    def run(**said: Any) -> Booking:
        return actions.cancel_booking(by=request.user, event=row.event, booking=row, **said)

    whose = "your" if own else f"{row.who}’s"
    deed = Deed(
        f"Give {whose} place back", "Give it back", "Given back. Thank you for saying so.",
        "Whoever waits first gets it. It can be asked for again, at the end of the line.",
        note=f"{row.event}: {in_words(row.event)}", danger=True,
    )  # fmt: skip
    return _answer(request, row, form, run, deed)


def _row(request: HttpRequest, pk: int) -> Booking:
    """A booking of this person's, of one they made, or of an event they keep; else 404."""
    rows = queries.bookings(request.user).select_related("needs")
    row: Booking = get_object_or_404(rows, pk=pk)
    keep_booking.require(request.user, row)
    return row


def _person(request: HttpRequest) -> int | None:
    """The key of whoever is signed in, as a person of the network."""
    return getattr(request.user, "person_id", None)


def _is_own(request: HttpRequest, row: Booking) -> bool:
    return bool(row.person_id == _person(request))


def _whom(request: HttpRequest, row: Booking) -> str:
    return "you" if _is_own(request, row) else row.who


def _answer(
    request: HttpRequest, row: Booking, form: Form, run: Callable[..., Booking], deed: Deed
) -> HttpResponse:
    person = _person(request)
    back = reverse("bookings")
    if person not in (row.person_id, row.booked_by_id):
        back = reverse("event_delegates", args=[row.event_id])
    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, deed.done)
        return redirect(back)
    context = {"deed": deed, "booking": row, "event": row.event, "form": form, "back": back}
    return render(request, "events/booking_deed.html", context, status=_status(form))


class _Asked:
    """A form and, where it was acted on, the booking that came of it."""

    def __init__(self, form: Form, made: Booking | None) -> None:
        self.form, self.made = form, made


def _clashing(
    kind: Any, request: HttpRequest, run: Callable[..., Booking], *, bound: bool = True, **told: Any
) -> _Asked:
    """Act on a form; where somebody is elsewhere at that time, show it anew with a box to tick."""
    posted = sent(request) if bound else None
    form = kind(posted, clash=bool(request.POST.get("clash_accepted")), **told)
    clashed: list[Clash] = []

    def act(**said: Any) -> Booking:
        try:
            return run(request.user, **said)
        except Clash as clash:
            clashed.append(clash)
            raise

    made = act_on(form, act) if posted is not None else None
    if clashed:
        form = kind(posted, clash=True, **told)
        form.is_valid()
        form.add_error("clash_accepted", str(clashed[0]))
    return _Asked(form, made)


def _guest(request: HttpRequest, run: Callable[..., Booking], event: Event, asked: bool) -> _Asked:
    form = GuestForm(sent(request) if asked else None, event=event, auto_id="guest_%s")
    made = act_on(form, lambda **said: run(request.user, **said)) if asked else None
    return _Asked(form, made)


def _offered(
    request: HttpRequest, every: "QuerySet[Person]", found: "QuerySet[Person]"
) -> "QuerySet[Person]":
    """The first of those found; once sent, the one that was chosen."""
    asked = request.POST.get("person", "")
    return every.filter(pk=int(asked)) if asked.isdecimal() else found[:FOUND]


def _status(*forms: Form) -> int:
    return 422 if any(form.errors for form in forms) else 200
