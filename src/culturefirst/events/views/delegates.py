"""What whoever keeps an event does with its bookings: list, files, moving up, places."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from culturefirst.events import actions, sheets
from culturefirst.events.forms.booking import DelegatesFilter, PlacesForm, ReasonForm
from culturefirst.events.models import Booking, Event, State
from culturefirst.events.policy import keep_event
from culturefirst.events.queries import bookings as queries
from culturefirst.events.queries.places import standing
from culturefirst.events.views.common import Deed, answer, kept, sent
from culturefirst.events.when import in_words
from culturefirst.kit import clock
from culturefirst.kit.downloads import attachment
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import day

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def delegates(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is booked, waits or has given back, narrowed; what the kitchen must know."""
    event = kept(request, pk)
    form = DelegatesFilter(request.GET, bodies=queries.bodies_of(event, request.user))
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.delegates(event, request.user, **asked)
    table = Table(
        _columns(event)[: -1 if request.GET.get("format") == "csv" else None],
        rows, request=request, name="delegates", label="Delegates",
        search=("person__name", "guest_name", "organisation__name"),
        search_label="Find a delegate", empty="Nobody fits what you chose.",
    )  # fmt: skip
    if (file := table.response()) is not None:
        return file
    context = {
        "event": event, "places": standing(event, request.user, clock.now()), "filter": form,
        "table": table, "kitchen": queries.kitchen(event, request.user), "when": in_words(event),
        "to_come": event.state == State.OPEN and not queries.has_begun(event, clock.now()),
    }  # fmt: skip
    return render(request, "events/booking_delegates.html", context)


def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list as an Excel file, without what anybody eats or needs."""
    event = kept(request, pk)
    rows = queries.delegates(event, request.user)
    content = sheets.excel(f"Delegates of {event}", _columns(event)[:-1], rows)
    return attachment(content, f"delegates-{event.pk}.xlsx", EXCEL)


def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to sign at the door, as a PDF."""
    event = kept(request, pk)
    rows = queries.delegates(event, request.user, state=Booking.State.BOOKED)
    content = sheets.sign_in(event, rows, dated=clock.today())
    return attachment(content, f"sign-in-{event.pk}.pdf", "application/pdf")


@acts_once
def move_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody who waits a place, by hand and with a reason."""
    row = get_object_or_404(queries.bookings(request.user), pk=pk)
    keep_event.require(request.user, row.event)

    def run(reason: str) -> Booking:
        return actions.move_up(by=request.user, event=row.event, booking=row, reason=reason)

    deed = Deed(
        f"Give {row.who} a place", "Give the place", f"{row.who} has a place and was written to.",
        "Past the line, a quota or an organisation’s share; never past the number of places.",
        back=reverse("event_delegates", args=[row.event_id]),
    )  # fmt: skip
    return answer(request, row.event, ReasonForm(sent(request)), run, deed)


@acts_once
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Set how many places there are."""
    event = kept(request, pk)
    form = PlacesForm(sent(request), initial={"places": event.places})

    def run(places: int | None) -> Event:
        return actions.resize(by=request.user, event=event, places=places)

    deed = Deed(
        "How many places there are", "Save", "Saved.", "Never fewer than are taken.",
        back=reverse("event_delegates", args=[event.pk]),
    )  # fmt: skip
    return answer(request, event, form, run, deed)


def _columns(event: Event) -> list[Column]:
    found = [
        Column("who", "Name", url=_page, sort="person__name"),
        Column("organisation", "Organisation", sort="organisation__name"),
        Column("role", "Role", value=lambda row: row.get_role_display(), sort="role"),
        Column("state", "Standing", value=_state, sort="state"),
        Column("asked_at", "Asked", value=lambda row: day(row.asked_at), sort="asked_at",
               plain=lambda row: row.asked_at),
        Column("booked_by", "Booked by", value=_by),
        Column("moved_up_because", "Moved up because"),
    ]  # fmt: skip
    if event.price:
        found.append(Column("invoice_reference", "Invoice reference"))
    return [*found, Column("do", "May be done", value=_deeds, plain=lambda row: "")]


def _page(row: Booking) -> str:
    return reverse("person", args=[row.person_id]) if row.person_id else ""


def _by(row: Booking) -> str:
    """Whoever booked, where it was somebody else."""
    return "" if row.booked_by_id == row.person_id else str(row.booked_by or "")


def _state(row: Any) -> str:
    if row.state == Booking.State.WAITING:
        return f"Waiting, number {row.position}"
    return str(row.get_state_display())


def _deeds(row: Booking) -> SafeString | str:
    if row.state == Booking.State.CANCELLED or row.event.state != State.OPEN:
        return ""
    who, up = row.who, SafeString()
    if row.state == Booking.State.WAITING:
        up = format_html(
            '<a href="{}">Give a place<span class="visually-hidden"> to {}</span></a> · ',
            reverse("booking_move_up", args=[row.pk]), who,
        )  # fmt: skip
    return format_html(
        # In one piece: on a telephone each cell is a line beside its head.
        '<span>{}<a href="{}">Needs<span class="visually-hidden"> of {}</span></a> · '
        '<a href="{}">Cancel<span class="visually-hidden"> for {}</span></a></span>',
        up,
        reverse("booking_change", args=[row.pk]),
        who,
        reverse("booking_cancel", args=[row.pk]),
        who,
    )
