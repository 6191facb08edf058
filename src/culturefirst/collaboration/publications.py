"""Offers, needs and open initiatives, for bulletins to members and the home page of members."""

from typing import Any

from django.urls import reverse

from culturefirst.collaboration.models import Initiatives, Listing, Listings
from culturefirst.collaboration.queries import initiatives
from culturefirst.kit import clock
from culturefirst.kit.publications import PUBLICATIONS, Publication, Publisher


def on_board(user: Any) -> Listings:
    """What this person may see of what can be answered today."""
    rows: Listings = Listing.objects.visible_to(user)
    return rows.open_on(clock.today()).select_related("organisation__sub_region")


def told(listing: Listing, key: str) -> Publication:
    """A listing as it is told of elsewhere: to members alone."""
    body = listing.organisation
    facts = (str(body), listing.get_arrangement_display(), listing.when)
    return Publication(
        key=key,
        kind=str(listing.get_side_display()),
        section="share",
        title=listing.title,
        summary=f"{' · '.join(facts)}. {listing.words[:200]}".strip(),
        url=reverse("listing", args=[listing.pk]),
        on=listing.published_on,
        place=str(body.sub_region or ""),
        open_to_all=False,
    )


def begun(user: Any) -> Initiatives:
    """Initiatives that are open to this person."""
    return initiatives.open_ones(user)


def of_initiative(found: Any, key: str) -> Publication:
    """An initiative as it is told of elsewhere: to members alone."""
    partners = ", ".join(str(each) for each in found.standing)
    assert found.opened_on is not None
    return Publication(
        key=key,
        kind="Initiative",
        section="share",
        title=found.title,
        summary=f"{partners}. {found.words[:200]}".strip(),
        url=reverse("initiative", args=[found.pk]),
        on=found.opened_on,
        open_to_all=False,
    )


PUBLICATIONS.add("collaboration.initiative", Publisher(begun, "opened_on", of_initiative))
PUBLICATIONS.add("collaboration.listing", Publisher(on_board, "published_on", told))
