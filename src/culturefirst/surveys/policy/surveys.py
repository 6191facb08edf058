"""Who may do what with surveys."""

from typing import Any

from culturefirst.kit.policy import is_member, is_system, policy, roles
from culturefirst.network.models import Role

MAKERS = frozenset({Role.DIRECTOR.value, Role.MANAGER.value, Role.IMPROVEMENT_MANAGER.value})


@policy("anybody, of what is published; whoever is asked, of what they are asked")
def see_surveys(user: Any, subject: Any) -> bool:
    """Which of them somebody sees follows from ``Survey.objects.visible_to``."""
    return True


@policy("a director, a manager or an improvement manager")
def keep_survey(user: Any, subject: Any) -> bool:
    """Write, open, close, read results, publish; ``subject`` is a survey, a wave, or ``None``."""
    return is_system(user) or (is_member(user) and bool(roles(user) & MAKERS))


@policy("whoever was asked, and has the link or is signed in")
def answer_survey(user: Any, subject: Any) -> bool:
    """What a link opens follows from its secret alone; nobody need be signed in."""
    return True
