"""Who may do what with the network's bodies, people and accounts."""

from typing import Any

from culturefirst.kit.policy import policy, roles
from culturefirst.network.models import Role

TEAM = frozenset({Role.DIRECTOR.value, Role.MANAGER.value})


def _is_system(user: Any) -> bool:
    return bool(getattr(user, "is_system", False))


@policy("a director or a manager of the network")
def manage_network(user: Any, subject: Any) -> bool:
    return _is_system(user) or bool(roles(user) & TEAM)


@policy("a director of the network")
def appoint_directors(user: Any, subject: Any) -> bool:
    return _is_system(user) or Role.DIRECTOR.value in roles(user)


@policy("anybody who holds a role in the network")
def see_members(user: Any, subject: Any) -> bool:
    return bool(roles(user))


@policy("a director, a manager, or the improvement manager of that sub-region")
def act_in_sub_region(user: Any, subject: Any) -> bool:
    """``subject`` is a sub-region, or ``None`` where a record names none."""
    if manage_network.allows(user):
        return True
    seconded = [p for p in getattr(user, "posts_today", []) if p.role == Role.IMPROVEMENT_MANAGER]
    if subject is None:
        return bool(seconded) and Role.IMPROVEMENT_MANAGER.value in roles(user)
    places = {post.sub_region_id for post in seconded}
    return Role.IMPROVEMENT_MANAGER.value in roles(user) and subject.pk in places


@policy("the person whose account it is")
def own_account(user: Any, subject: Any) -> bool:
    """``subject`` is an account; without one, anybody signed in has one of their own."""
    return bool(user.is_authenticated) and (subject is None or subject.pk == user.pk)


@policy("the person themselves, a director or a manager")
def edit_person(user: Any, subject: Any) -> bool:
    """``subject`` is a person."""
    mine = subject is not None and getattr(user, "person_id", None) == subject.pk
    return mine or manage_network.allows(user)
