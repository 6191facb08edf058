"""What a body left that stands no more goes on at the one that took over, when that wants it."""

from typing import Any

from culturefirst.collaboration.models import Listing
from culturefirst.collaboration.policy import take_over, write_listings
from culturefirst.collaboration.queries.listings import works_at
from culturefirst.collaboration.queries.succession import took_over
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Organisation, Person, Post


@action("took an offer or a need over", allow=take_over, on="listing")
def take_over_listing(*, by: Any, listing: Listing, organisation: Organisation) -> Listing:
    """Let an open listing be of the body that took over, and hold from today.

    Whoever is named in it stays so where they work there now; else it is whoever takes it over,
    or the body's lead.
    """
    today = clock.today()
    if listing.state != Listing.State.OPEN:
        raise DomainError("It is not open any more, so there is nothing to take over.")
    if organisation not in took_over(listing, today):
        raise DomainError(f"{organisation} did not take over from {listing.organisation}.")
    write_listings.require(by, organisation)
    contact = _contact(by, listing, organisation)
    changes = {"organisation": organisation, "contact": contact, "confirmed_on": today}
    return save_changes(listing, changes)


def _contact(by: Any, listing: Listing, body: Organisation) -> Person:
    today = clock.today()
    for person in (listing.contact, getattr(by, "person", None)):
        if person is not None and works_at(person, body, today):
            return person
    leads = Post.objects.held_on(today).filter(organisation=body, leads=True)
    post = leads.filter(person__erased_on__isnull=True, person__isnull=False).first()
    lead: Person | None = post.person if post is not None else None
    if lead is None:
        raise DomainError(
            f"Nobody leads at {body}, so nobody can be asked about it. Say first who leads there, "
            "or write a new one for it."
        )
    return lead
