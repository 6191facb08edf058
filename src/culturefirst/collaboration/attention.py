"""What offers, needs, initiatives and speed-dating ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from culturefirst.collaboration.models import DROP_AFTER, Listing
from culturefirst.collaboration.queries import dating_needs, initiatives
from culturefirst.collaboration.queries.listings import to_look_after
from culturefirst.collaboration.queries.succession import to_take_over
from culturefirst.collaboration.rules_dating import slots
from culturefirst.events.when import clock_time
from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.kit.wording import plural


def listings_need(user: Any, on: date) -> Iterator[Need]:
    """To close what is over, to name somebody else, or to say that it still holds."""
    for listing in to_look_after(user, on):
        url = reverse("listing", args=[listing.pk])
        due = listing.confirmed_on + DROP_AFTER if listing.asks_to_be_confirmed(on) else None
        body = str(listing.organisation)
        yield Need(listing.title, _why(listing, on), body, due, url, "collaboration")


def _why(listing: Listing, on: date) -> str:
    if listing.has_ended(on):
        return "Its last day is over: close it and say what came of it, or give a later day."
    if not listing.reachable:  # type: ignore[attr-defined]
        return "Whoever was named in it works there no more: say whom to ask."
    return "Does it still hold? Confirm, change or close it; after seven months it is not matched."


def taking_over_need(user: Any, on: date) -> Iterator[Need]:
    """What a body left that stands no more: to take over, or to close."""
    for listing, bodies in to_take_over(user, on):
        after = " and ".join(str(body) for body in bodies)
        why = f"{listing.organisation} stands no more: take it over for {after}, or close it."
        url = reverse("listing", args=[listing.pk])
        yield Need(listing.title, why, str(listing.organisation), None, url, "collaboration")


def initiatives_need(user: Any, on: date) -> Iterator[Need]:
    """Drafts in which this person is named: to open or to drop."""
    for found in initiatives.drafts_of(user):
        others = ", ".join(str(each) for each in found.standing)
        why = "It is a draft: say what you want to do, and open it to the members or drop it."
        url = reverse("initiative", args=[found.pk])
        yield Need(found.title, why, others, None, url, "collaboration")


def dating_need(user: Any, on: date) -> Iterator[Need]:
    """Of who sits at a table: wishes, the agenda on the day, and a word on each meeting after."""
    for party in dating_needs.to_wish(user):
        day, url = party.day, reverse("dating_wishes", args=[party.pk])
        due = timezone.localtime(day.wishes_until or day.first_at).date()
        why = f"Say whom {party} wants to meet: the timetable is made of it."
        yield Need(day.event.title, why, "", due, url, "collaboration")
    for found in dating_needs.today(user, on):
        day, first = found.party.day, found.meetings[0]
        begins = clock_time(slots(day)[first.round - 1].begins)
        why = f"You meet {plural(len(found.meetings), 'organisation')} today: at {begins} "
        why += f"{first.partner(found.party.pk)}, table {first.table}."
        url = reverse("dating_agenda", args=[day.pk])
        yield Need(day.event.title, why, "", on, url, "collaboration")
    for day, number in dating_needs.to_tick(user).items():
        why = f"Of {plural(number, 'meeting')} you have not said whether to take it further: "
        url = reverse("dating_agenda", args=[day.pk])
        yield Need(day.event.title, f"{why}one tick each.", "", None, url, "collaboration")


ATTENTION.add("collaboration.dating", dating_need)
ATTENTION.add("collaboration.initiatives", initiatives_need)
ATTENTION.add("collaboration.listings", listings_need)
ATTENTION.add("collaboration.taking_over", taking_over_need)
