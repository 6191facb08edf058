"""Certificates: for whoever was there, and confirmed to whoever is shown one."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from culturefirst.events.models import Booking, Event, State
from culturefirst.events.policy import have_certificate
from culturefirst.events.queries import attendance as queries
from culturefirst.events.queries.bookings import bookings
from culturefirst.events.when import in_words
from culturefirst.kit import paper as printing
from culturefirst.kit.downloads import attachment
from culturefirst.kit.errors import DomainError

TEMPLATE = Path(__file__).parents[1] / "printed" / "certificate.typ"


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate of somebody who was there, as a PDF."""
    row: Booking = get_object_or_404(bookings(request.user), pk=pk)
    have_certificate.require(request.user, row)
    if row.event.state not in (State.HELD, State.CLOSED):
        raise DomainError("It is not over yet: certificates are made from its end on.")
    if row.attended is not True:
        raise DomainError(
            "It is not noted that they were there. Whoever keeps the event can put that right."
        )
    content = printing.pdf(TEMPLATE, queries.Certificate(row).data(), dated=row.event.last_day)
    return attachment(content, f"certificate-{row.event_id}-{row.pk}.pdf", "application/pdf")


def check(request: HttpRequest, code: str) -> HttpResponse:
    """That a certificate was issued for an event on a day; to whom, only they and keepers read."""
    row = queries.certified(code)
    if row is None:
        raise Http404
    event = row.event
    told = event.access == Event.Access.PUBLIC or _may_know(request, event)
    context = {
        "what": event.title if told else f"a {event.get_kind_display().lower()} of the network",
        "when": in_words(event),
        "who": row.who if have_certificate.allows(request.user, row) else "",
    }
    return render(request, "events/certificate.html", context)


def _may_know(request: HttpRequest, event: Event) -> bool:
    return bool(Event.objects.visible_to(request.user).filter(pk=event.pk).exists())
