"""Who may do what with bulletins."""

from typing import Any

from culturefirst.bulletins.models import KEEPERS
from culturefirst.kit.policy import policy, roles
from culturefirst.network.models import Role


def _is_system(user: Any) -> bool:
    return bool(getattr(user, "is_system", False))


@policy("a director, a manager or an improvement manager")
def write_bulletins(user: Any, subject: Any) -> bool:
    return _is_system(user) or bool(roles(user) & KEEPERS)


@policy("a director or a manager")
def send_bulletins(user: Any, subject: Any) -> bool:
    return _is_system(user) or bool(roles(user) & {Role.DIRECTOR.value, Role.MANAGER.value})
