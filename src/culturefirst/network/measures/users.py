"""Accounts: how many there are, how many were opened, and how many were used."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from culturefirst.measures.core import Scope, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import CountedByPosts, dimensions_of
from culturefirst.network.models import ActiveDay, Registration, User
from culturefirst.network.policy import see_members


class RegisteredUsers(CountedByPosts):
    """Accounts that were registered on the last day of the window."""

    def counted(self, window: Window) -> QuerySet[Any]:
        """Each account with a span of registration that holds the day."""
        held = Registration.objects.held_on(window.ends)
        return self.records().filter(pk__in=held.order_by().values("user"))


class SignUps(CountedByPosts):
    """Accounts by the day on which they were opened, and the posts held on that day."""

    def day(self, window: Window) -> Any:
        """The day of signing up, so that the figures of months add up to that of the year."""
        return OuterRef("registered_on")


class ActiveUsers(CountedByPosts):
    """Accounts that were used in the window, of those that were open in it."""

    def counted(self, window: Window) -> QuerySet[Any]:
        """Each account with a day of use in the window."""
        used = ActiveDay.objects.filter(
            user=OuterRef("pk"), on__gte=window.starts, on__lte=window.ends
        )
        return self.records().filter(Exists(used))

    def base_rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        """Accounts that were open on a day of the window, narrowed as the rows are."""
        # The day of leaving is one of the window's too: until then it was used.
        lasting = Q(ends__isnull=True) | Q(ends__gte=window.starts)
        spans = Registration.objects.filter(lasting, user=OuterRef("pk"), starts__lte=window.ends)
        return self.narrowed(self.records().filter(Exists(spans)), window, scope)


def accounts() -> QuerySet[User]:
    """Every account with what is shown of it."""
    return User.objects.select_related("person").prefetch_related("person__posts__organisation")


def _show_user(user: User) -> Shown:
    bodies = sorted({post.organisation.name for post in user.person.posts.all()})
    return Shown(
        label=user.person.name,
        on=user.registered_on,
        url=reverse("person", args=[user.person_id]),
        detail=", ".join(bodies),
    )


DIMENSIONS = dimensions_of(
    sub_region="person__posts__organisation__sub_region",
    role="person__posts__role",
    kind="person__posts__organisation__kind",
)

measure(
    RegisteredUsers(
        key="network.registered_users",
        title="Registered users",
        definition=(
            "Accounts that were open on the day. Who left and came back counts up to the day of "
            "leaving and from that of coming back. Narrowed by sub-region, role or kind of "
            "organisation, an account counts if its person held such a post on the day, and it "
            "counts once however many posts they held."
        ),
        unit="registered users",
        records=accounts,
        dated="registered_on",
        until="registrations__ends",
        show=_show_user,
        words=("registered users", "registered user", "users", "sign up", "signed up"),
        serves=("change",),
        dimensions=DIMENSIONS,
        people=True,
        names_for=lambda user: see_members.allows(user),
    )
)

measure(
    SignUps(
        key="network.sign_ups",
        title="Sign-ups",
        definition=(
            "Accounts opened for the first time in the time, whether or not they were closed "
            "later: who comes back has signed up before. Narrowed by sub-region, role or kind of "
            "organisation, an account counts if its person held such a post on the day of signing "
            "up."
        ),
        unit="sign-ups",
        records=accounts,
        dated="registered_on",
        show=_show_user,
        words=("sign-ups", "new sign-ups", "new users", "new registered users"),
        dimensions=DIMENSIONS,
        people=True,
        names_for=lambda user: see_members.allows(user),
    )
)

measure(
    ActiveUsers(
        key="network.active_users",
        title="Active users",
        definition=(
            "Accounts whose person used the network, signed in, on at least one day of the time, "
            "out of all accounts that were open on a day of it. Narrowed by sub-region, role or "
            "kind of organisation, an account counts if its person held such a post on the last "
            "day."
        ),
        unit="active users",
        records=accounts,
        dated="registered_on",
        show=_show_user,
        words=("active users", "active members", "users active"),
        base=lambda window: User.objects.filter(registered_on__lte=window.ends),
        dimensions=DIMENSIONS,
        people=True,
        names_for=lambda user: see_members.allows(user),
    )
)
