"""Posts of a body, for whoever keeps its people in order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person, Post, Role
from culturefirst.network.policy import TEAM
from culturefirst.network.queries.people import Asked, directory, with_posts

NEAREST = 20
FORMER = 20


@dataclass(frozen=True)
class Posts:
    """Those held today, vacant ones, those to come, and the last ones that ended."""

    held: list[Post]
    vacant: list[Post]
    coming: list[Post]
    former: list[Post]


def posts_by_time(body: Organisation, user: Any, *, on: date) -> Posts:
    """A body's posts as they stand to the day, each with its person and account."""
    rows = body.posts.visible_to(user).select_related("person__account", "sub_region")
    lasting = rows.filter(Q(ends__isnull=True) | Q(ends__gt=on))
    lasting = lasting.prefetch_related("person__account__registrations")
    now = list(lasting.order_by(F("person__name").asc(nulls_last=True), "title", "pk"))
    former = rows.filter(ends__lte=on, person__isnull=False).order_by("-ends", "pk")
    return Posts(
        held=[post for post in now if not post.is_vacant and post.starts <= on],
        vacant=[post for post in now if post.is_vacant],
        coming=[post for post in now if not post.is_vacant and post.starts > on],
        former=list(former[:FORMER]),
    )


def found_people(user: Any, words: str, *, on: date) -> list[Person]:
    """The first people whom these words find; nobody without words."""
    if not words.strip():
        return []
    return list(with_posts(directory(user, Asked(words=words), on=on), on=on)[:NEAREST])


def kept_bodies(user: Any) -> QuerySet[Organisation]:
    """The bodies whose people this person keeps in order."""
    bodies: QuerySet[Organisation] = Organisation.objects.visible_to(user)
    if roles(user) & TEAM:
        return bodies
    held = user.posts_today
    led = [post.organisation_id for post in held if post.leads]
    places = [p.sub_region_id for p in held if p.role == Role.IMPROVEMENT_MANAGER and p.sub_region]
    others = bodies.exclude(kind=Organisation.Kind.NETWORK)
    return others.filter(Q(pk__in=led) | Q(sub_region__in=places))
