"""Events for search engines: the calendar, and every event that strangers may read of."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from culturefirst.events.queries.calendar import public
from culturefirst.kit.site_map import SITE_MAP


def pages() -> Iterator[tuple[str, date | None]]:
    """What is to come in the calendar and past events, then each event since its announcement."""
    yield reverse("meet"), None
    yield reverse("meet_past"), None
    for pk, opened in public().values_list("pk", "opened_on"):
        yield reverse("event", args=[pk]), opened


SITE_MAP.add("events", pages)
