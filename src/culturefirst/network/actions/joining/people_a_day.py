"""How many people one person may have written to who did not ask for it."""

from datetime import timedelta
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.kit.limits import Limit, by_person, taken
from culturefirst.kit.wording import plural
from culturefirst.network.policy import manage_network

DAY = timedelta(days=1)
# The team's is as long as the longest list; a lead invites the people of a body.
TEAM = Limit("people invited by the team", 5_000, DAY, by_person)
OTHERS = Limit("people invited", 500, DAY, by_person)


def refuse_too_many(by: Any, number: int) -> None:
    """Count so many invitations; raises ``DomainError`` where they are more than are left."""
    if by.pk is None:
        return
    limit = TEAM if manage_network.allows(by) else OTHERS
    over = taken(limit, str(by.pk), number)
    if over is not None:
        hours = max(1, -(-int(over.wait.total_seconds()) // 3600))
        raise DomainError(
            f"One person may invite {limit.most:,} people within a day, and "
            f"{over.left:,} of them are left to you. "
            f"Wait {plural(hours, 'hour')}, or let somebody else invite the others."
        )
