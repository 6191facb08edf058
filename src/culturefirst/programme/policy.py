"""Who may do what with the programme."""

from typing import Any

from culturefirst.kit import policy as kit
from culturefirst.kit.policy import policy, roles
from culturefirst.network.models import Role

LEADERS = frozenset({Role.DIRECTOR, Role.MANAGER})
TEAM = LEADERS | {Role.IMPROVEMENT_MANAGER}


@policy("anybody; a draft, by people of the network")
def see_programme(user: Any, subject: Any) -> bool:
    return getattr(subject, "state", "") != "draft" or bool(roles(user))


@policy("the network's director and managers")
def edit_programme(user: Any, subject: Any) -> bool:
    return bool(roles(user) & LEADERS) or kit.system.allows(user)


@policy("the network's director, managers and improvement managers in their own sub-region")
def record_milestone(user: Any, subject: Any) -> bool:
    """``subject`` is a milestone, or whatever it is recorded of (no sub-region named yet)."""
    if edit_programme.allows(user, subject):
        return True
    return Role.IMPROVEMENT_MANAGER in roles(user) and in_own_sub_region(
        user, getattr(subject, "sub_region_id", None)
    )


def in_own_sub_region(user: Any, sub_region: int | None) -> bool:
    """Whether an improvement manager may act there: anywhere none is named, else at home."""
    at_home = {
        post.sub_region_id for post in user.posts_today if post.role == Role.IMPROVEMENT_MANAGER
    }
    return sub_region is None or sub_region in at_home


@policy("the network's director, managers and improvement managers")
def declare(user: Any, subject: Any) -> bool:
    return bool(roles(user) & TEAM)


@policy("the network's director, managers and improvement managers")
def comment(user: Any, subject: Any) -> bool:
    return bool(roles(user) & TEAM)


@policy("the network's director and managers")
def override(user: Any, subject: Any) -> bool:
    return bool(roles(user) & LEADERS)


@policy("the network's director and managers")
def import_documents(user: Any, subject: Any) -> bool:
    return edit_programme.allows(user, subject)
