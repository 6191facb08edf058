"""Who may do what with bulletins."""

from typing import Any

from culturefirst.bulletins.models import KEEPERS
from culturefirst.kit.policy import is_system, policy, roles
from culturefirst.network.models import Role


@policy("a director, a manager or an improvement manager")
def write_bulletins(user: Any, subject: Any) -> bool:
    return is_system(user) or bool(roles(user) & KEEPERS)


@policy("a director or a manager")
def send_bulletins(user: Any, subject: Any) -> bool:
    return is_system(user) or bool(roles(user) & {Role.DIRECTOR.value, Role.MANAGER.value})
