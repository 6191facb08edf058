"""What somebody would give up by leaving the network."""

from dataclasses import dataclass

from culturefirst.network.models import Consent, GroupMember, Post, User


@dataclass(frozen=True)
class Held:
    """The posts and groups of today, what was asked of groups, and the standing consents."""

    posts: list[Post]
    groups: list[GroupMember]
    consents: list[Consent]


def held_by(user: User) -> Held:
    """All of it for one account."""
    sits = user.person.groups.filter(ends__isnull=True).select_related("group")
    agreed = user.person.consents.filter(withdrawn_at__isnull=True).select_related("topic")
    return Held(user.posts_today, list(sits), list(agreed.order_by("topic__name")))
