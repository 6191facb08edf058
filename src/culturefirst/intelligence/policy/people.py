"""Who may read and bring areas, populations, segments and rates."""

from typing import Any

from culturefirst.kit.policy import is_member, is_system, policy, roles
from culturefirst.network.policy import TEAM


@policy("anybody who holds a role in the network")
def see_people(user: Any, subject: Any) -> bool:
    """Areas, who lives in them, and how many take part: facts, but often not ours to publish."""
    return is_system(user) or is_member(user)


@policy("a director or a manager of the network")
def keep_people(user: Any, subject: Any) -> bool:
    """Bring them, and take them away."""
    return is_system(user) or bool(roles(user) & TEAM)


@policy("anybody who holds a role in the network, of what is not licensed")
def take_people(user: Any, subject: Any) -> bool:
    """``subject`` is a classification, rates, a population or areas: given out as a file."""
    if not see_people.allows(user):
        return False
    holder = getattr(subject, "classification", None) or subject
    return not getattr(holder, "licensed", False)
