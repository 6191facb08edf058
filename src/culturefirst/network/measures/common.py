"""What the measures of the network share: dimensions, and posts that fit a scope on a day.

What somebody's place, role or kind of body was follows from the posts they held on the day, so
each measure narrows by *whether there is* such a post: a person with two posts counts once.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.measures.core import Dimension, Measure, Scope, Window
from culturefirst.network.models import Organisation, Post, Registration, Role, SubRegion
from culturefirst.network.queries.belonging import belonged_to


def sub_regions() -> list[tuple[Any, str]]:
    return list(SubRegion.objects.values_list("pk", "name"))


def dimensions_of(**paths: str) -> dict[str, Dimension]:
    titles = {"sub_region": "Sub-region", "role": "Role", "kind": "Kind of organisation"}
    choices = {
        "sub_region": sub_regions,
        "role": lambda: list(Role.choices),
        "kind": lambda: list(Organisation.Kind.choices),
    }
    return {name: Dimension(path, titles[name], choices[name]) for name, path in paths.items()}


def place_of_body(path: str, body: str = "") -> Dimension:
    """By where the body belonged at the window's end; ``body`` is the row's own key to it."""
    return Dimension(
        path,
        "Sub-region",
        sub_regions,
        within=lambda place, window: belonged_to(place, window.ends, body),
    )


def works_in(place: Any, day: Any) -> Q:
    """Posts whose work is done in a sub-region; somebody seconded counts where they are sent."""
    there = Q(sub_region__isnull=True) & belonged_to(place, day, "organisation")
    return Q(sub_region=place) | there


def works_in_window(place: Any, window: Window) -> Q:
    return works_in(place, window.ends)


def posts_that_fit(day: Any, scope: Scope) -> QuerySet[Post]:
    """Posts held on the day that fit the whole of this scope at once."""
    held = Post.objects.held_on(day)
    if "role" in scope:
        held = held.filter(role=scope["role"])
    if "kind" in scope:
        held = held.filter(organisation__kind=scope["kind"])
    if "sub_region" in scope:
        held = held.filter(works_in(scope["sub_region"], day))
    return held


def registered(day: Any) -> Q:
    """Posts whose holder is a registered user on the day."""
    held = Registration.objects.held_on(day)
    return Q(Exists(held.filter(user__person=OuterRef("person"))))


def refuse_unknown(asked: Measure, scope: Scope) -> None:
    if unknown := set(scope) - set(asked.dimensions):
        raise ValueError(f"{asked.key} cannot be narrowed by {', '.join(sorted(unknown))}")


class CountedByPosts(Measure):
    """People or accounts, narrowed by the posts that the person holds on a day."""

    def person(self) -> OuterRef:
        """The path from a row to its person."""
        return OuterRef("person")

    def day(self, window: Window) -> Any:
        """The day on which a post must be held."""
        return window.ends

    def counted(self, window: Window) -> QuerySet[Any]:
        """The rows before anything is narrowed."""
        return super().rows(window, {})

    def rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """Each row once; one post must fit the whole scope, not one post a part of it."""
        refuse_unknown(self, scope)
        return self.narrowed(self.counted(window), window, scope)

    def narrowed(self, rows: QuerySet[Any], window: Window, scope: Scope) -> QuerySet[Any]:
        """Those whose person holds such a post."""
        if not scope:
            return rows
        held = posts_that_fit(self.day(window), scope).filter(person=self.person())
        return rows.filter(Exists(held))
