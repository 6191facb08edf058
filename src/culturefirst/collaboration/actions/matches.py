"""A match is turned down, or taken back from that; somebody gets in touch."""

from datetime import timedelta
from typing import Any

from culturefirst.collaboration.letters import address_of, write_to_contact
from culturefirst.collaboration.models import Dismissal, Introduction, Listing
from culturefirst.collaboration.policy import get_in_touch, sort_matches, works_for
from culturefirst.collaboration.queries.listings import works_at
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.limits import Limit, by_person, taken
from culturefirst.network.models import Organisation

A_DAY = Limit("collaboration.introduce", 10, timedelta(days=1), by_person)
TOO_MANY = (
    "You have written to ten organisations within a day, which is as many as we let one person "
    "write to. Go on tomorrow."
)


@action("turned a suggested match down", allow=sort_matches, on="listing")
def dismiss_match(*, by: Any, listing: Listing, other: Listing) -> Listing:
    """Say that another body's listing is nothing for this one; that body never learns of it."""
    if other.organisation_id == listing.organisation_id:
        raise DomainError("That is your organisation's own. Pause or close it instead.")
    person = getattr(by, "person_id", None)
    Dismissal._base_manager.get_or_create(
        listing=listing, other=other, defaults={"by_id": person, "on": clock.today()}
    )
    return listing


@action("took back that a match was turned down", allow=sort_matches, on="listing")
def restore_match(*, by: Any, listing: Listing, other: Listing) -> Listing:
    """Let it be suggested again."""
    Dismissal._base_manager.filter(listing=listing, other=other).delete()
    return listing


@action("got in touch about an offer or a need", allow=get_in_touch, on="listing")
def introduce(
    *, by: Any, listing: Listing, organisation: Organisation, words: str, own: Listing | None = None
) -> Introduction:
    """Write one letter to whoever is named in it; the answer goes to whoever wrote.

    ``organisation`` is the body that asks; ``own`` its listing that fits, where there is one.
    """
    _refuse(by, listing, organisation, own)
    said = words.replace("\r\n", "\n").replace("\0", "").strip()
    if not said:
        raise DomainError("Write a sentence or two: what you have in mind, and when you can talk.")
    if taken(A_DAY, str(by.person_id), 1) is not None:
        raise DomainError(TOO_MANY)
    made = Introduction(
        listing=listing,
        own=own,
        organisation=organisation,
        asked_by_id=by.person_id,
        words=said,
        on=clock.today(),
    )
    made.full_clean()
    made.save()
    write_to_contact(made, by)
    return made


def _refuse(by: Any, listing: Listing, organisation: Organisation, own: Listing | None) -> None:
    """Raise where this body cannot get in touch about that listing, with a sentence why."""
    if organisation.pk not in works_for(by):
        raise DomainError(f"You hold no post at {organisation}. Write for the one you work for.")
    if organisation.pk == listing.organisation_id:
        raise DomainError("It is your own organisation's: talk to your colleague.")
    if not listing.is_open:
        raise DomainError("It is not open any more.")
    if own is not None and own.organisation_id != organisation.pk:
        raise DomainError(f"“{own}” is not one of {organisation}. Choose one of yours, or none.")
    if not works_at(listing.contact, listing.organisation, clock.today()):
        raise DomainError(
            "Whoever was named in it works there no more. We have asked the organisation to name "
            "somebody else: try again in a few days."
        )
    if not address_of(listing.contact):
        raise DomainError(f"We have no address of {listing.contact}. Ask the network's team.")
    made = Introduction._base_manager.filter(listing=listing, organisation=organisation).first()
    if made is not None:
        raise DomainError(f"{organisation} has written about this already: {made.asked_by} did.")
