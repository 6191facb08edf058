"""Who may do what with the website."""

from typing import Any

from culturefirst.kit.policy import is_system, policy, roles
from culturefirst.network.models import Role

PUBLISHERS = frozenset({Role.DIRECTOR.value, Role.MANAGER.value})
EDITORS = PUBLISHERS | {Role.IMPROVEMENT_MANAGER.value}


@policy("a director, a manager or an improvement manager of the network")
def edit_website(user: Any, subject: Any) -> bool:
    return is_system(user) or bool(roles(user) & EDITORS)


@policy("a director or a manager of the network")
def publish(user: Any, subject: Any) -> bool:
    return is_system(user) or bool(roles(user) & PUBLISHERS)


@policy("anybody who holds a role in the network")
def contribute(user: Any, subject: Any) -> bool:
    """Write a case study for others; the team publishes it."""
    return bool(roles(user))


@policy("whoever wrote it, while they hold a role in the network")
def write_case_study(user: Any, subject: Any) -> bool:
    """Work on one's own, before it is published and after."""
    if is_system(user):
        return True
    own = subject is None or subject.written_by_id == getattr(user, "person_id", None)
    return bool(roles(user)) and own
