"""What can be counted of the network itself: users, members, authorities, posts.

What somebody's place, role or kind of body was follows from the posts they held on the day, so
each measure narrows by *whether there is* such a post: a person with two posts counts once.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from culturefirst.measures.core import Dimension, Measure, Scope, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.models import Membership, Organisation, Post, Role, SubRegion, User
from culturefirst.network.policy import see_members


def _sub_regions() -> list[tuple[Any, str]]:
    return list(SubRegion.objects.values_list("pk", "name"))


def _dimensions(**paths: str) -> dict[str, Dimension]:
    titles = {"sub_region": "Sub-region", "role": "Role", "kind": "Kind of organisation"}
    choices = {
        "sub_region": _sub_regions,
        "role": lambda: list(Role.choices),
        "kind": lambda: list(Organisation.Kind.choices),
    }
    return {name: Dimension(path, titles[name], choices[name]) for name, path in paths.items()}


def _works_in(place: Any) -> Q:
    """Posts whose work is done in a sub-region; somebody seconded counts where they are sent."""
    return Q(sub_region=place) | Q(sub_region__isnull=True, organisation__sub_region=place)


def _works_in_window(place: Any, window: Window) -> Q:
    return _works_in(place)


def _posts(day: Any, scope: Scope) -> QuerySet[Post]:
    """Posts held on the day that fit the whole of this scope at once."""
    held = Post.objects.held_on(day)
    if "role" in scope:
        held = held.filter(role=scope["role"])
    if "kind" in scope:
        held = held.filter(organisation__kind=scope["kind"])
    if "sub_region" in scope:
        held = held.filter(_works_in(scope["sub_region"]))
    return held


def _registered(day: Any) -> Q:
    """Posts whose holder has an account on the day."""
    still = Q(person__account__left_on__isnull=True) | Q(person__account__left_on__gt=day)
    return Q(person__account__registered_on__lte=day) & still


def _refuse_unknown(asked: Measure, scope: Scope) -> None:
    if unknown := set(scope) - set(asked.dimensions):
        raise ValueError(f"{asked.key} cannot be narrowed by {', '.join(sorted(unknown))}")


class RegisteredUsers(Measure):
    """Accounts, narrowed by the posts that their people hold on the day."""

    def rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """Each account once; one post must fit the whole scope, not one post a part of it."""
        _refuse_unknown(self, scope)
        counted = super().rows(window, {})
        if not scope:
            return counted
        held = _posts(window.ends, scope).filter(person=OuterRef("person"))
        return counted.filter(Exists(held))


class AuthoritiesCovered(Measure):
    """Authorities in which somebody with an account holds a post on the day."""

    def rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """Each authority once, however many of its people have accounts."""
        _refuse_unknown(self, scope)
        held = Post.objects.held_on(window.ends).filter(
            _registered(window.ends), organisation=OuterRef("pk")
        )
        narrowed = {self.dimensions[name].path: scope[name] for name in scope}
        rows: QuerySet[Any] = _councils().standing_on(window.ends)
        return rows.select_related("sub_region").filter(Exists(held), **narrowed)


def _authorities(window: Window) -> QuerySet[Organisation]:
    rows: QuerySet[Organisation] = _councils().standing_on(window.ends)
    return rows


def _councils() -> Any:
    return Organisation.objects.filter(kind__in=Organisation.AUTHORITIES)


def _show_user(user: User) -> Shown:
    bodies = sorted({post.organisation.name for post in user.person.posts.all()})
    return Shown(
        label=user.person.name,
        on=user.registered_on,
        url=reverse("person", args=[user.person_id]),
        detail=", ".join(bodies),
    )


def _show_member(membership: Membership) -> Shown:
    body = membership.organisation
    return Shown(
        label=body.name,
        on=membership.starts,
        url=reverse("organisation", args=[body.slug]),
        detail=body.get_kind_display(),
    )


def _show_authority(body: Organisation) -> Shown:
    place = body.sub_region.name if body.sub_region else ""
    return Shown(label=body.name, url=reverse("organisation", args=[body.slug]), detail=place)


def _show_post(post: Post) -> Shown:
    return Shown(
        label=f"{post.title}: {post.person}",
        on=post.starts,
        url=reverse("organisation", args=[post.organisation.slug]),
        detail=post.organisation.name,
    )


measure(
    RegisteredUsers(
        key="network.registered_users",
        title="Registered users",
        definition=(
            "Accounts opened on or before the day and not closed by it. Narrowed by sub-region, "
            "role or kind of organisation, an account counts if its person held such a post on "
            "the day, and it counts once however many posts they held."
        ),
        unit="registered users",
        records=lambda: User.objects.select_related("person").prefetch_related(
            "person__posts__organisation"
        ),
        dated="registered_on",
        until="left_on",
        show=_show_user,
        words=("registered users", "registered user", "users", "sign up", "signed up"),
        serves=("change",),
        dimensions=_dimensions(
            sub_region="person__posts__organisation__sub_region",
            role="person__posts__role",
            kind="person__posts__organisation__kind",
        ),
        names_for=lambda user: see_members.allows(user),
    )
)

measure(
    Measure(
        key="network.member_organisations",
        title="Member organisations",
        definition="Bodies that had joined the network by the day and had not left it.",
        unit="member organisations",
        records=lambda: Membership.objects.select_related("organisation"),
        dated="starts",
        until="ends",
        show=_show_member,
        words=("member organisations", "member organisation", "members"),
        dimensions=_dimensions(sub_region="organisation__sub_region", kind="organisation__kind"),
    )
)

measure(
    AuthoritiesCovered(
        key="network.authorities_covered",
        title="Authorities with a registered user",
        definition=(
            "County, district and unitary councils of the area in which at least one person who "
            "held a post on the day had an account open on it, out of all such councils that stood "
            "on the day."
        ),
        unit="authorities",
        records=lambda: _councils().select_related("sub_region"),
        dated="posts__starts",
        until="posts__ends",
        show=_show_authority,
        words=("authorities", "local authorities", "councils"),
        serves=("coverage",),
        base=_authorities,
        dimensions=_dimensions(sub_region="sub_region"),
        base_dimensions={"sub_region": "sub_region"},
    )
)

measure(
    Measure(
        key="network.posts_filled",
        title="Posts filled",
        definition=(
            "Posts in the network and its bodies that somebody held on the day; vacant posts are "
            "not counted. A post seconded to a sub-region counts there."
        ),
        unit="posts",
        records=lambda: Post.objects.filter(person__isnull=False).select_related(
            "person", "organisation"
        ),
        dated="starts",
        until="ends",
        show=_show_post,
        words=("posts filled", "posts"),
        dimensions=_dimensions(role="role", kind="organisation__kind")
        | {"sub_region": Dimension("sub_region", "Sub-region", _sub_regions, _works_in_window)},
        names_for=lambda user: see_members.allows(user),
    )
)
