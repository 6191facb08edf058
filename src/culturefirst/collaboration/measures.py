"""Offers and needs, introductions, matches taken up, and the bodies that take part.

Everything counts, and no figure tells a title or a body: anybody may look at figures, and what is
on the board is said among members.
"""

from typing import Any

from django.db.models import Count

from culturefirst.collaboration import measures_together  # noqa: F401 (it fills the register, too)
from culturefirst.collaboration.models import Arrangement, Introduction, Listing
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import place_of_body, sub_regions
from culturefirst.network.models import Service


def _listings() -> Any:
    return Listing._base_manager.all()


def _introductions() -> Any:
    return Introduction._base_manager.select_related("listing")


def _show_listing(listing: Listing) -> Shown:
    service = listing.get_service_display() if listing.service else "any service"
    what = "An offer" if listing.is_offer else "A need"
    arrangement = listing.get_arrangement_display()
    return Shown(label=what, on=listing.published_on, detail=f"{arrangement}; {service}")


def _show_introduction(made: Introduction) -> Shown:
    detail = made.listing.get_arrangement_display()
    return Shown(label="An introduction", on=made.on, detail=detail)


def _show_taken_up(made: Introduction) -> Shown:
    detail = made.listing.get_arrangement_display()
    return Shown(label="A match that was taken up", on=made.taken_up_on, detail=detail)


def _of_listing(path: str = "") -> dict[str, Dimension]:
    return {
        "side": Dimension(f"{path}side", "Offer or need", lambda: list(Listing.Side.choices)),
        "arrangement": Dimension(
            f"{path}arrangement", "Arrangement", lambda: list(Arrangement.choices)
        ),
        "service": Dimension(f"{path}service", "Service", lambda: list(Service.choices)),
        "activity": Dimension(f"{path}serves", "Activity"),
    }


measure(
    Measure(
        key="collaboration.listings",
        title="Offers and needs",
        definition=(
            "Offers and needs that members published on a day within the window, each counted "
            "once, whatever became of it."
        ),
        unit="offers and needs",
        records=_listings,
        dated="published_on",
        show=_show_listing,
        words=("offers and needs", "offers", "needs published", "collaboration offers"),
        dimensions=_of_listing()
        | {"sub_region": place_of_body("organisation__sub_region", "organisation")},
    )
)

measure(
    Measure(
        key="collaboration.bodies",
        title="Organisations with an offer or a need",
        definition=(
            "Organisations of which an offer or a need was on the board at the window's end, "
            "paused or not, each counted once."
        ),
        unit="organisations",
        records=_listings,
        dated="published_on",
        until="closed_on",
        numerator=Count("organisation", distinct=True),
        show=_show_listing,
        words=(
            "organisations with an offer or need",
            "organisations that offer or need something",
            "authorities with an offer",
        ),
        dimensions={"sub_region": place_of_body("organisation__sub_region", "organisation")},
    )
)

measure(
    Measure(
        key="collaboration.introductions",
        title="Introductions between organisations",
        definition=(
            "Letters by which somebody of one organisation got in touch about another's offer or "
            "need on a day within the window; one an organisation and offer or need."
        ),
        unit="introductions",
        records=_introductions,
        dated="on",
        show=_show_introduction,
        words=("introductions", "introductions between organisations", "councils introduced"),
        dimensions=_of_listing("listing__")
        | {"sub_region": Dimension("organisation__sub_region", "Sub-region", sub_regions)},
    )
)

measure(
    Measure(
        key="collaboration.taken_up",
        title="Matches taken up",
        definition=(
            "Offers and needs that were closed on a day within the window as having come about "
            "through an introduction made here, each introduction counted once."
        ),
        unit="matches",
        records=lambda: _introductions().filter(taken_up_on__isnull=False),
        dated="taken_up_on",
        show=_show_taken_up,
        words=("matches taken up", "collaborations begun", "matches"),
        dimensions=_of_listing("listing__")
        | {"sub_region": Dimension("organisation__sub_region", "Sub-region", sub_regions)},
    )
)
