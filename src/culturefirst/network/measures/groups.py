"""Groups: how many memberships they have, and how many people are in one.

A private group counts in the totals, and no figure tells of it: nobody can ask by a group that
they may not know of, and whoever may not know of it reads neither its name nor its members'.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from culturefirst.measures.core import Dimension, Scope, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import CountedByPosts, dimensions_of, refuse_unknown
from culturefirst.network.models import Group, GroupMember, Person
from culturefirst.network.policy import manage_network, see_members


class GroupMemberships(CountedByPosts):
    """People in groups, once a group; one role's group has only those who hold it."""

    def counted(self, window: Window) -> QuerySet[Any]:
        """Memberships that hold on the day."""
        rows: Any = self.records()
        return rows.in_on(window.ends)  # type: ignore[no-any-return]

    def rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """Memberships of that group, and of people with such a post."""
        refuse_unknown(self, scope)
        counted = self.counted(window)
        if "group" in scope:
            counted = counted.filter(group=scope["group"])
        of_posts = {name: value for name, value in scope.items() if name != "group"}
        return self.narrowed(counted, window, of_posts)


class PeopleInGroups(CountedByPosts):
    """People who are in at least one group."""

    def person(self) -> OuterRef:
        """A row is the person."""
        return OuterRef("pk")

    def counted(self, window: Window) -> QuerySet[Any]:
        """Each person once, however many groups they are in."""
        sits = GroupMember.objects.in_on(window.ends).filter(person=OuterRef("pk"))
        return self.records().filter(Exists(sits))


def _show_membership(member: GroupMember) -> Shown:
    hidden = member.group.access == Group.Access.PRIVATE
    return Shown(
        label=member.person.name,
        on=member.starts,
        url=reverse("person", args=[member.person_id]),
        # Also shown, counted, to those who may not read the names.
        detail="A private group" if hidden else member.group.name,
    )


def _show_person(person: Person) -> Shown:
    bodies = sorted({post.organisation.name for post in person.posts.all()})
    return Shown(
        label=person.name, url=reverse("person", args=[person.pk]), detail=", ".join(bodies)
    )


measure(
    GroupMemberships(
        key="network.group_memberships",
        title="Group memberships",
        definition=(
            "People in groups on the day, each counted once a group. Whoever no longer holds the "
            "one role that a group is for is not in it. Narrowed by sub-region, role or kind of "
            "organisation, a membership counts if its person held such a post on the day."
        ),
        unit="memberships of groups",
        records=lambda: GroupMember.objects.select_related("person", "group"),
        dated="starts",
        until="ends",
        show=_show_membership,
        words=("group memberships", "memberships of groups", "forum members"),
        dimensions={
            "group": Dimension("group", "Group", seen=lambda user: Group.objects.visible_to(user)),
            **dimensions_of(
                sub_region="person__posts__organisation__sub_region",
                role="person__posts__role",
                kind="person__posts__organisation__kind",
            ),
        },
        people=True,
        names_for=lambda user: see_members.allows(user),
    )
)

measure(
    PeopleInGroups(
        key="network.people_in_groups",
        title="People in groups",
        definition=(
            "People who were in at least one group on the day, each counted once. Narrowed by "
            "sub-region, role or kind of organisation, somebody counts if they held such a post "
            "on the day."
        ),
        unit="people",
        records=lambda: Person.objects.prefetch_related("posts__organisation"),
        dated="groups__starts",
        until="groups__ends",
        show=_show_person,
        words=("people in groups", "people in a group"),
        dimensions=dimensions_of(
            sub_region="posts__organisation__sub_region",
            role="posts__role",
            kind="posts__organisation__kind",
        ),
        # A name here may be that of somebody whose only group is private.
        people=True,
        names_for=lambda user: manage_network.allows(user),
    )
)
