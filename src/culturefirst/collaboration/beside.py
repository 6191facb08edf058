"""What a body offers and needs, on its own page; for members alone."""

from typing import Any

from django.urls import reverse

from culturefirst.collaboration.policy import see_listings, write_listings
from culturefirst.collaboration.queries.listings import board
from culturefirst.collaboration.queries.succession import left_behind_by
from culturefirst.kit import clock
from culturefirst.kit.beside import BESIDE, Line, Part
from culturefirst.network.models import Organisation

MOST = 10


def of_body(user: Any, record: Any) -> Part | None:
    """What is open of a body today, or what one that stands no more left; and to write for it."""
    if not isinstance(record, Organisation) or not see_listings.allows(user):
        return None
    stands = record.stands_on(clock.today())
    rows = board(user, {"body": record}, clock.today()) if stands else left_behind_by(user, record)
    lines = [
        Line(each.title, reverse("listing", args=[each.pk]), each.get_side_display())
        for each in rows[:MOST]
    ]
    further = []
    if rows.count() > MOST:
        further.append((f"All {rows.count()}", f"{reverse('collaborate')}?body={record.pk}"))
    if stands and write_listings.allows(user, record):
        words = f"Write an offer or need for {record}"
        further.append((words, f"{reverse('listing_new')}?body={record.slug}"))
    title = "Offers and needs" if stands else "Offers and needs that it left"
    return Part(title, lines, further) if lines or further else None


BESIDE.add("collaboration.listings", of_body)
