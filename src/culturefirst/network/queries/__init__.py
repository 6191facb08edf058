"""Questions about the network that more than one caller asks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from culturefirst.kit import clock
from culturefirst.network.models import Membership, Organisation, Person, Post, User
from culturefirst.network.policy import TEAM


def administrators() -> QuerySet[User]:
    """Open accounts of people who hold a director's or manager's post today."""
    held = Post.objects.filter(person=OuterRef("person"), role__in=TEAM).held_on(clock.today())
    return User.objects.filter(Exists(held), is_active=True)


def organisations(user: Any) -> QuerySet[Organisation]:
    """The bodies this person may see, with their sub-region and ``member_since`` (or ``None``)."""
    held = Membership.objects.held_on(clock.today()).filter(organisation=OuterRef("pk"))
    since = Subquery(held.values("starts")[:1])
    seen = Organisation.objects.visible_to(user).select_related("sub_region")
    found: QuerySet[Organisation] = seen.annotate(member_since=since)
    return found


def people(user: Any, *, on: date) -> QuerySet[Person]:
    """The people this person may see, each with ``held``: the posts held on the day."""
    held = Post.objects.held_on(on).select_related("organisation")
    return Person.objects.visible_to(user).prefetch_related(Prefetch("posts", held, to_attr="held"))


def posts_of(organisation: Organisation, user: Any, *, on: date) -> QuerySet[Post]:
    """The posts of a body on a day, vacant ones too, as far as this person may see them."""
    held = organisation.posts.visible_to(user).held_on(on)
    return held.select_related("person", "sub_region")


def account_of(user: Any) -> User:
    """The account of whoever is signed in, with its person, read afresh."""
    return User.objects.select_related("person").get(pk=user.pk)


@dataclass(frozen=True)
class SecondFactors:
    """What protects an account beside its password."""

    app: bool
    keys: int
    codes: bool


def second_factors(account: User) -> SecondFactors:
    """Whether an authenticator app and recovery codes are set up, and how many keys."""
    kinds = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    kind = Authenticator.Type
    return SecondFactors(
        app=kind.TOTP in kinds, keys=kinds.count(kind.WEBAUTHN), codes=kind.RECOVERY_CODES in kinds
    )
