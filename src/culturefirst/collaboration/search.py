"""What of offers, needs and initiatives can be found: by members, what they may see."""

from django.urls import reverse

from culturefirst.collaboration.models import Initiative, InitiativePartner, Listing
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


def _initiative(found: Initiative) -> Entry:
    partners = InitiativePartner._base_manager.filter(initiative=found, until=None)
    bodies = partners.values_list("organisation__name", flat=True)
    return Entry(
        title=found.title,
        text="\n".join([*bodies, found.words]),
        url=reverse("initiative", args=[found.pk]),
        on=found.opened_on or found.drafted_on,
    )


def _of_partner(partner: InitiativePartner) -> list[int]:
    return [partner.initiative_id]


def _with_partner(body: Organisation) -> list[int]:
    rows = InitiativePartner._base_manager.filter(organisation=body)
    return list(rows.values_list("initiative", flat=True))


SEARCH.add(
    "collaboration.initiative",
    Source(
        label="Initiative",
        plural="Initiatives",
        model=Initiative,
        visible=lambda user: Initiative.objects.visible_to(user),
        entry=_initiative,
        follows={InitiativePartner: _of_partner, Organisation: _with_partner},
    ),
)
