"""An event in schema.org's words, for search engines and calendars."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from culturefirst.events.models import Event, State
from culturefirst.kit.linked import absolute, block
from culturefirst.kit.models import Installation

MODES = {
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
    (True, True): "MixedEventAttendanceMode",
}


def event(found: Event) -> SafeString:
    """What strangers may know, as data: never the address to join online."""
    page = absolute(reverse("event", args=[found.pk]))
    network = Installation.current().network or "Culture First"
    mode = MODES.get((bool(found.venue), bool(found.online)))
    off = found.state == State.CANCELLED
    return block(
        {
            "@type": "Event",
            "name": found.title,
            "description": found.summary,
            "url": page,
            "startDate": _iso(found.starts_at),
            "endDate": _iso(found.ends_at),
            "eventStatus": f"https://schema.org/Event{'Cancelled' if off else 'Scheduled'}",
            "eventAttendanceMode": f"https://schema.org/{mode}" if mode else None,
            "location": _location(found, page),
            "organizer": {"@type": "Organization", "name": network, "url": absolute("/")},
            "isAccessibleForFree": not found.price,
            "offers": _offers(found, page),
        }
    )


def _location(found: Event, page: str) -> dict[str, Any] | None:
    if not found.venue:
        return {"@type": "VirtualLocation", "url": page} if found.online else None
    address = ", ".join(filter(None, (found.address, found.postcode)))
    return {"@type": "Place", "name": found.venue, "address": address or found.venue}


def _offers(found: Event, page: str) -> dict[str, Any]:
    return {"@type": "Offer", "price": str(found.price), "priceCurrency": "GBP", "url": page}


def _iso(at: datetime) -> str:
    """By the country's clock, with its difference from UTC on that day."""
    return timezone.localtime(at).isoformat()
