"""Who may do what with studies of supply and demand."""

from typing import Any

from culturefirst.kit.policy import is_member, is_system, policy, roles
from culturefirst.network.models import Role
from culturefirst.network.policy import TEAM

MAKERS = TEAM | {Role.IMPROVEMENT_MANAGER.value, Role.OFFICER.value}


@policy("anybody, of what is published")
def see_studies(user: Any, subject: Any) -> bool:
    """Which of them somebody sees follows from ``Study.objects.visible_to``."""
    return True


@policy("a director, a manager, an improvement manager or an officer")
def make_studies(user: Any, subject: Any) -> bool:
    """``subject`` is a study that they may see, or ``None``: make one, try what would change."""
    return is_system(user) or (is_member(user) and bool(roles(user) & MAKERS))


@policy("whoever made the study, a director or a manager")
def keep_study(user: Any, subject: Any) -> bool:
    """``subject`` is a study; without one, anybody who may make some."""
    if subject is None or is_system(user):
        return make_studies.allows(user)
    if not make_studies.allows(user):
        return False
    mine = subject.made_by_id is not None and subject.made_by_id == user.person_id
    return mine or bool(roles(user) & TEAM)


@policy("whoever made the scenario, a director or a manager")
def keep_scenario(user: Any, subject: Any) -> bool:
    """``subject`` is a scenario; without one, anybody who may make some."""
    return keep_study.allows(user, subject)
