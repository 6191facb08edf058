"""What of offers and needs can be found: by members, what they may see."""

from django.urls import reverse

from culturefirst.collaboration.models import Listing
from culturefirst.kit.search import SEARCH, Entry, Source
from culturefirst.network.models import Organisation


def _listing(listing: Listing) -> Entry:
    body = listing.organisation
    said = [
        listing.get_side_display(),
        listing.get_arrangement_display(),
        listing.get_service_display() if listing.service else "",
        body.name,
        listing.words,
    ]
    return Entry(
        title=listing.title,
        text="\n".join(str(each) for each in said if each),
        url=reverse("listing", args=[listing.pk]),
        on=listing.published_on,
        services=[listing.service] if listing.service else [],
        sub_region=body.sub_region.slug if body.sub_region is not None else "",
    )


def _of_body(body: Organisation) -> list[int]:
    return list(Listing._base_manager.filter(organisation=body).values_list("pk", flat=True))


SEARCH.add(
    "collaboration.listing",
    Source(
        label="Offer or need",
        plural="Offers and needs",
        model=Listing,
        visible=lambda user: Listing.objects.visible_to(user),
        entry=_listing,
        rows=lambda rows: rows.select_related("organisation__sub_region"),
        follows={Organisation: _of_body},
    ),
)
