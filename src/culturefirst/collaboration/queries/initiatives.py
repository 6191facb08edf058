"""Which initiatives there are: open ones, one's own, and drafts that wait for somebody."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from culturefirst.collaboration.models import (
    Initiative,
    InitiativePartner,
    Initiatives,
    Introduction,
)
from culturefirst.collaboration.queries.listings import works_at
from culturefirst.kit import clock
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person

Stage = Initiative.Stage


def initiatives(user: Any) -> Initiatives:
    """Those that this person may see, with who takes part."""
    rows: Initiatives = Initiative.objects.visible_to(user)
    partners = InitiativePartner.objects.visible_to(user).standing()
    with_names = partners.select_related("organisation__sub_region", "person")
    return rows.prefetch_related(Prefetch("partners", with_names, to_attr="standing"))


def open_ones(user: Any) -> Initiatives:
    """What members read of, the latest first."""
    return initiatives(user).filter(stage=Stage.OPEN).order_by("-opened_on", "-pk")


def own(user: Any) -> Initiatives:
    """All of the bodies that this person works for, drafts and dropped ones, too."""
    return initiatives(user).filter(Initiatives.partnered(user))


def drafts_of(user: Any) -> Initiatives:
    """Drafts in which this person is named to be asked."""
    if not roles(user):
        return initiatives(user).none()
    named = InitiativePartner._base_manager.filter(person=user.person_id, until=None)
    return initiatives(user).filter(stage=Stage.DRAFT, pk__in=named.values("initiative"))


def partners_of(found: Initiative, user: Any) -> "QuerySet[InitiativePartner]":
    """Who takes part in one."""
    rows: QuerySet[InitiativePartner] = InitiativePartner.objects.visible_to(user)
    return rows.filter(initiative=found, until=None).select_related("organisation", "person")


def bodies_outside(found: Initiative, user: Any) -> "QuerySet[Organisation]":
    """Bodies that may join it."""
    inside = InitiativePartner._base_manager.filter(initiative=found, until=None)
    rows = Organisation.objects.visible_to(user).standing_on(clock.today())
    outside: QuerySet[Organisation] = rows.exclude(pk__in=inside.values("organisation"))
    return outside


def of_introduction(made: Introduction) -> list[tuple[Organisation, Person | None]]:
    """The two bodies of an introduction, each with whom to ask where they still work there."""
    today, listing = clock.today(), made.listing
    pairs = ((listing.organisation, listing.contact), (made.organisation, made.asked_by))
    return [(body, who if works_at(who, body, today) else None) for body, who in pairs]


def with_what_became(made: Iterable[Introduction], user: Any) -> list[Introduction]:
    """These introductions, each with the initiative that grew out of it as far as one may see."""
    listed = list(made)
    rows = Initiative.objects.visible_to(user).filter(grew_from_introduction__in=listed)
    grown = {each.grew_from_introduction_id: each for each in rows}
    for each in listed:
        each.became = grown.get(each.pk)  # type: ignore[attr-defined]
    return listed
