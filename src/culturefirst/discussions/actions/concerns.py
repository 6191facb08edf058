"""Somebody asks the moderators to look; a moderator has looked."""

from typing import Any

from culturefirst.discussions.models import Concern, Contribution
from culturefirst.discussions.policy import moderate, take_part
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError


@action("asked moderators to look at a contribution", allow=take_part, on="contribution")
def raise_concern(*, by: Any, contribution: Contribution, why: str) -> Concern:
    """Tell those who moderate the forum that something is wrong here."""
    if contribution.removed_at is not None:
        raise DomainError("This was removed already.")
    waiting = Concern._base_manager.filter(contribution=contribution, settled_at__isnull=True)
    if waiting.filter(person=by.person_id).exists():
        raise DomainError("You have told the moderators already; they have yet to decide.")
    made = Concern(
        contribution=contribution, person_id=by.person_id, why=why.strip(), at=clock.now()
    )
    made.full_clean()
    made.save()
    return made


@action("looked at a concern and let the words stand", allow=moderate, on="concern")
def settle_concern(*, by: Any, concern: Concern) -> Concern:
    """Let the words stand; removing them settles every concern about them."""
    if concern.settled_at is not None:
        raise DomainError("Somebody has looked at this already.")
    concern.settled_at, concern.settled_by_id = clock.now(), by.person_id
    concern.save()
    return concern
