"""Who may do what with yearly figures."""

from typing import Any

from culturefirst.improvement.models import Return, bodies_of, led_by
from culturefirst.kit.policy import is_member, is_system, policy, roles
from culturefirst.network.policy import TEAM


@policy("anybody who holds a role in the network")
def see_figures(user: Any, subject: Any) -> bool:
    """Which of them somebody sees follows from ``Return.objects.visible_to``."""
    return is_member(user)


@policy("a director or a manager of the network")
def keep_collections(user: Any, subject: Any) -> bool:
    """Definitions, days, traits of areas: what is asked of all, never what one body answered."""
    return is_system(user) or bool(roles(user) & TEAM)


@policy("a director or a manager of the network, once it was sent")
def ask_about_figures(user: Any, subject: Any) -> bool:
    """``subject`` is a return; whoever asks reads of its values those that a check flagged."""
    if subject is None:
        return keep_collections.allows(user)
    return keep_collections.allows(user) and subject.stage != Return.Stage.DRAFT


@policy("anybody who holds a post of that organisation")
def fill_returns(user: Any, subject: Any) -> bool:
    """``subject`` is a return or ``None``; a body's figures are filled in by its own people."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return is_member(user) and subject.organisation_id in bodies_of(user)


@policy("whoever leads that organisation, or is named to send its figures")
def send_returns(user: Any, subject: Any) -> bool:
    """``subject`` is a return."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    if not fill_returns.allows(user, subject):
        return False
    named = subject.named_id is not None and subject.named_id == user.person_id
    return named or subject.organisation_id in led_by(user)


@policy("whoever leads that organisation")
def name_senders(user: Any, subject: Any) -> bool:
    """``subject`` is a return."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    return is_member(user) and subject.organisation_id in led_by(user)


@policy("whoever keeps that group, or holds a post of the organisation for which it is kept")
def keep_groups(user: Any, subject: Any) -> bool:
    """``subject`` is a group or ``None``: everybody may keep their own."""
    if subject is None or is_system(user):
        return is_system(user) or is_member(user)
    own = subject.person_id is not None and subject.person_id == user.person_id
    return is_member(user) and (own or subject.organisation_id in bodies_of(user))
