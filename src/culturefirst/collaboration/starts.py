"""What can be begun from offers, needs, introductions and initiatives, and these from others."""

from dataclasses import replace
from typing import Any

from django.urls import reverse

from culturefirst.collaboration.models import Initiative, Introduction, Listing
from culturefirst.collaboration.policy import begin_initiatives, write_listings
from culturefirst.kit.starts import BEGINNINGS, STARTS, Beginning, Start


def listing(user: Any, pk: int) -> Start | None:
    """A listing: what grows out of it is of its body and serves what it serves."""
    rows = Listing.objects.visible_to(user).select_related("organisation")
    found = rows.filter(pk=pk).first()
    return _start(found, found, ()) if found is not None else None


def introduction(user: Any, pk: int) -> Start | None:
    """An introduction: what grows out of it has both bodies."""
    rows = Introduction.objects.visible_to(user)
    rows = rows.select_related("listing__organisation", "organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        return None
    begun = _start(found, found.listing, (found.organisation.name,))
    if Listing.objects.visible_to(user).filter(pk=found.listing_id).exists():
        return begun
    return replace(begun, title=off_board(found.listing), url=reverse("listings_mine"))


def off_board(listing: Listing) -> str:
    """What another body calls one that it sees no more."""
    return f"{listing.get_side_display()} that is off the board"


def initiative(user: Any, pk: int) -> Start | None:
    """An initiative: what grows out of it has its partners and serves what it serves."""
    found = Initiative.objects.visible_to(user).filter(pk=pk).first()
    if found is None:
        return None
    partners = found.partners.model.objects.visible_to(user).standing()
    named = list(partners.filter(initiative=found).select_related("organisation"))
    return Start(
        record=found,
        what="Initiative",
        title=found.title,
        url=reverse("initiative", args=[found.pk]),
        organisation=named[0].organisation_id if named else None,
        sub_region=named[0].organisation.sub_region_id if named else None,
        serves=found.serves_id,
        partners=tuple(each.organisation.name for each in named[1:]),
    )


def _fits(user: Any, record: Any) -> bool:
    """Out of an introduction, only its own two bodies draft one."""
    if not isinstance(record, Introduction):
        return True
    two = (record.listing.organisation, record.organisation)
    return begin_initiatives.allows(user, two)


def _start(record: Any, about: Listing, partners: tuple[str, ...]) -> Start:
    return Start(
        record=record,
        what=str(about.get_side_display()) if record == about else "Introduction",
        title=about.title,
        url=reverse("listing", args=[about.pk]),
        organisation=about.organisation_id,
        sub_region=about.organisation.sub_region_id,
        serves=about.serves_id,
        partners=partners,
        services=(about.service,) if about.service else (),
    )


STARTS.add("collaboration.listing", listing)
STARTS.add("collaboration.introduction", introduction)
STARTS.add("collaboration.initiative", initiative)
BEGINNINGS.add(
    "collaboration.initiative",
    Beginning("Draft an initiative", begin_initiatives, "initiative_new", _fits),
)
BEGINNINGS.add(
    "collaboration.listing",
    Beginning("Say what you need or offer for it", write_listings, "listing_new"),
)
