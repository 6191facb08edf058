"""Questions about joining: who waits, and who decides."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from culturefirst.kit import clock
from culturefirst.kit.outbox.models import Message
from culturefirst.network.models import (
    InvitationList,
    Joining,
    MailDomain,
    Organisation,
    Post,
    Role,
    User,
)
from culturefirst.network.policy import TEAM, manage_network

INVITATION_LASTS = timedelta(days=30)
WEEK = timedelta(days=7)  # between two letters to somebody who was invited


def joinings(user: Any) -> QuerySet[Joining]:
    """Those that this person may decide on: all for the team, else by body and sub-region."""
    rows = Joining.objects.select_related("organisation__sub_region", "sub_region", "invited_by")
    # What nobody has answered yet may turn out to be of somebody who has an account.
    rows = rows.exclude(state=Joining.State.RECEIVED)
    if manage_network.allows(user):
        return rows
    held = getattr(user, "posts_today", [])
    led = [post.organisation_id for post in held if post.leads]
    places = [p.sub_region_id for p in held if p.role == Role.IMPROVEMENT_MANAGER]
    mine = Q(organisation__in=led)
    if places := [place for place in places if place is not None]:
        mine |= Q(organisation__sub_region__in=places)
        mine |= Q(organisation__isnull=True, sub_region__in=places)
    return rows.filter(mine).exclude(organisation__kind=Organisation.Kind.NETWORK)


def waiting(user: Any) -> QuerySet[Joining]:
    """Who waits for this person to decide, the first to ask first."""
    return joinings(user).filter(state=Joining.State.WAITING).order_by("asked_at", "pk")


def deciders(joining: Joining) -> list[User]:
    """Open accounts of those who may let somebody in: the team, the place's manager, the lead."""
    held = Post.objects.held_on(clock.today()).filter(person__account__is_active=True)
    who = Q(role__in=TEAM)
    place = joining.sub_region_id
    if joining.organisation is not None:
        who |= Q(organisation=joining.organisation, leads=True)
        place = joining.organisation.sub_region_id
    if place is not None:
        who |= Q(role=Role.IMPROVEMENT_MANAGER, sub_region=place)
    people = held.filter(who).values("person")
    return list(User.objects.filter(person__in=people, is_active=True).select_related("person"))


def bodies_kept(user: Any) -> QuerySet[Organisation]:
    """The standing bodies into which this person may invite."""
    rows: QuerySet[Organisation] = Organisation.objects.standing_on(clock.today())
    if manage_network.allows(user):
        return rows
    held = getattr(user, "posts_today", [])
    led = [post.organisation_id for post in held if post.leads]
    places = [post.sub_region_id for post in held if post.role == Role.IMPROVEMENT_MANAGER]
    mine = Q(pk__in=led) | Q(sub_region__in=[place for place in places if place is not None])
    return rows.filter(mine).exclude(kind=Organisation.Kind.NETWORK)


def to_remind(invitations: InvitationList) -> QuerySet[Joining]:
    """Those of a list who have not answered and were last written to a week ago or more."""
    written = clock.wall() - WEEK
    rows: QuerySet[Joining] = invitations.joinings.filter(state=Joining.State.INVITED)
    return rows.filter(expires_at__lte=written + INVITATION_LASTS).select_related(
        "organisation__sub_region", "invited_by"
    )


def handed_over(invitations: InvitationList) -> dict[str, int]:
    """How many of a list's newest letters are in each state of the ledger."""
    rows = invitations.joinings.values_list("pk", "digest")
    keys = [letter_key(pk, digest) for pk, digest in rows]
    found = Message.objects.filter(key__in=keys).values_list("state")
    return dict(found.annotate(count=Count("pk")).order_by())


def letter_key(pk: int, digest: str) -> str:
    """Under which an invitation's letter stands in the ledger; a new link is a new letter."""
    return f"joining:{pk}:invited:{digest[:16]}"


def invitation_lists(user: Any) -> QuerySet[InvitationList]:
    """The lists that this person brought; all of them for the team."""
    rows = InvitationList.objects.select_related("by", "job")
    mine = rows.filter(by=getattr(user, "person_id", None) or 0)
    return rows if manage_network.allows(user) else mine


AT_MOST = 12  # organisations shown to choose from
NEAREST = 20


def joinable() -> QuerySet[Organisation]:
    """The bodies that somebody may say they belong to: those that stand, not the team's own."""
    rows: QuerySet[Organisation] = Organisation.objects.standing_on(clock.today())
    return rows.exclude(kind=Organisation.Kind.NETWORK)


def found_for(text: str, address: str) -> QuerySet[Organisation]:
    """Bodies whose names begin so; before anything is typed, the one that the address names."""
    if text.strip():
        rows: QuerySet[Any] = Organisation.found(joinable(), text)
    else:
        known = MailDomain.objects.naming_on(clock.today())
        named = known.filter(domain=address.rpartition("@")[2])
        rows = joinable().filter(pk__in=named.values("organisation"))
    first = list(rows.values_list("pk", flat=True)[:AT_MOST])
    return Organisation.objects.filter(pk__in=first).select_related("sub_region")


def alike(joining: Joining) -> QuerySet[Organisation]:
    """Standing bodies that share a word with the one that was named."""
    words = [word for word in joining.body.split() if len(word) > 3]
    keys: set[int] = set()
    for word in words:
        keys |= set(Organisation.found(joinable(), word).values_list("pk", flat=True)[:NEAREST])
    return Organisation.objects.filter(pk__in=keys - {joining.organisation_id})


def account_of_joined(joining: Joining) -> User:
    """The account of somebody who has come in."""
    return User.objects.get(person=joining.person)
