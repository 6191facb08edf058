"""Questions about the network that more than one caller asks."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from culturefirst.kit import clock
from culturefirst.network.models import Post, User
from culturefirst.network.policy import TEAM
from culturefirst.network.queries.changes import changes
from culturefirst.network.queries.organisations import organisations, posts_of, published
from culturefirst.network.queries.people import people

__all__ = [
    "SecondFactors",
    "account_of",
    "administrators",
    "changes",
    "organisations",
    "people",
    "posts_of",
    "published",
    "second_factors",
]


def administrators() -> QuerySet[User]:
    """Open accounts of people who hold a director's or manager's post today."""
    held = Post.objects.filter(person=OuterRef("person"), role__in=TEAM).held_on(clock.today())
    return User.objects.filter(Exists(held), is_active=True)


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
