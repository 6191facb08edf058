"""Offers and needs are published, changed, confirmed, paused, closed and opened again."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from culturefirst.collaboration.models import Introduction, Listing
from culturefirst.collaboration.policy import keep_listing, write_listings
from culturefirst.collaboration.queries.listings import works_at
from culturefirst.kit import clock, links
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation, Person

State = Listing.State
GREW, TAKEN_UP = "asked for help", "was taken up"
SET_BY_KEEPERS = frozenset({
    "side", "title", "words", "arrangement", "service", "reach", "amount", "unit", "rough",
    "starts", "ends", "readiness", "contact", "serves",
})  # fmt: skip


@action("published an offer or a need", allow=write_listings)
def publish_listing(
    *,
    by: Any,
    organisation: Organisation,
    side: str,
    title: str,
    arrangement: str,
    contact: Person,
    start: models.Model | None = None,
    **said: Any,
) -> Listing:
    """Tell the members what a body offers or needs; ``start`` is the record it grew out of."""
    write_listings.require(by, organisation)
    if not organisation.stands_on(clock.today()):
        raise DomainError(f"{organisation} stands no more: write for the body that took over.")
    unknown = sorted(said.keys() - SET_BY_KEEPERS)
    if unknown:
        raise TypeError(f"An offer or need has no {', '.join(unknown)}.")
    _refuse_stranger(contact, organisation)
    today = clock.today()
    listing = Listing(
        organisation=organisation,
        side=side,
        title=one_line(title),
        arrangement=arrangement,
        contact=contact,
        published_on=today,
        confirmed_on=today,
        made_by_id=getattr(by, "person_id", None),
        **said,
    )
    listing.full_clean()
    listing.save()
    if start is not None:
        links.link(by=by, source=start, target=listing, kind=GREW)
    return listing


@action("changed an offer or a need", allow=keep_listing, on="listing")
def edit_listing(
    *, by: Any, listing: Listing, changes: Mapping[str, Any], seen: int | None = None
) -> Listing:
    """Set what it says; whoever does says with it that it holds."""
    if listing.state == State.CLOSED:
        raise DomainError("It is closed. Open it again first, or write a new one from it.")
    given = {name: value for name, value in changes.items() if name in SET_BY_KEEPERS}
    if "title" in given:
        given["title"] = one_line(given["title"])
    if "contact" in given:
        _refuse_stranger(given["contact"], listing.organisation)
    return save_changes(listing, given | {"confirmed_on": clock.today()}, seen=seen)


@action("confirmed an offer or a need", allow=keep_listing, on="listing")
def confirm_listing(*, by: Any, listing: Listing) -> Listing:
    """Say that it still holds."""
    if listing.state != State.OPEN:
        raise DomainError("It is not open: open it again, and it is confirmed with that.")
    if listing.has_ended(clock.today()):
        raise DomainError("Its last day is over. Change that day, or close it.")
    return save_changes(listing, {"confirmed_on": clock.today()})


@action("paused an offer or a need", allow=keep_listing, on="listing")
def pause_listing(*, by: Any, listing: Listing) -> Listing:
    """Take it off the board for a while; only its own body sees it."""
    if listing.state != State.OPEN:
        raise DomainError("It is not open, so it cannot be paused.")
    return save_changes(listing, {"state": State.PAUSED})


@action("opened an offer or a need again", allow=keep_listing, on="listing")
def reopen_listing(*, by: Any, listing: Listing) -> Listing:
    """Put it on the board again; what was said to have come of it goes."""
    today = clock.today()
    if listing.state == State.OPEN:
        raise DomainError("It is open.")
    if listing.has_ended(today):
        raise DomainError("Its last day is over. Write a new one from it, with a later day.")
    again = {"state": State.OPEN, "closed_on": None, "came_of": "", "outcome": ""}
    Introduction._base_manager.filter(listing=listing).update(taken_up_on=None)
    return save_changes(listing, again | {"confirmed_on": today})


@action("closed an offer or a need", allow=keep_listing, on="listing")
def close_listing(
    *,
    by: Any,
    listing: Listing,
    came_of: str,
    outcome: str = "",
    introduction: Introduction | None = None,
    seen: int | None = None,
) -> Listing:
    """End it and say what came of it; ``introduction`` is the one through which it came about."""
    if listing.state == State.CLOSED:
        raise DomainError("It is closed already.")
    if introduction is not None:
        _take_up(by, listing, came_of, introduction)
    closed = {
        "state": State.CLOSED,
        "closed_on": clock.today(),
        "came_of": came_of,
        "outcome": outcome.strip(),
    }
    return save_changes(listing, closed, seen=seen)


def _take_up(by: Any, listing: Listing, came_of: str, introduction: Introduction) -> None:
    if introduction.listing_id != listing.pk:
        raise DomainError("That introduction was about something else. Choose one of those shown.")
    if came_of != Listing.CameOf.TAKEN_UP:
        raise DomainError(
            "Name who it came about with only where it came about through the network."
        )
    introduction.taken_up_on = clock.today()
    introduction.save(update_fields=["taken_up_on"])
    links.link(by=by, source=listing, target=introduction, kind=TAKEN_UP)


def _refuse_stranger(contact: Person | None, organisation: Organisation) -> None:
    if not works_at(contact, organisation, clock.today()):
        who = contact.name if contact is not None else "Nobody"
        says = f"{who} holds no post at {organisation} today. Choose somebody who works there."
        raise ValidationError({"contact": says})
