"""Decisions about posts and accounts that more than one action asks."""

from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.models import Installation
from culturefirst.network.models import Person
from culturefirst.network.policy import TEAM
from culturefirst.network.queries import administrators


def refuse_to_leave_nobody_in_charge(*, by: Any, role: str = "") -> None:
    """Raise where a person's change has just left no director or manager who can sign in."""
    if getattr(by, "is_system", False) or (role and role not in TEAM):
        return
    # Two who close each other at once: the second waits here, then sees the first one's change.
    locked(Installation.current())
    if not administrators().exists():
        raise DomainError(
            "This would leave nobody who can run the network: "
            "appoint another director or manager with an account first."
        )


def refuse_gone(person: Person) -> None:
    """Raise where a record was merged into another or erased, and so is nobody's any more."""
    if person.merged_into is not None:
        raise DomainError(f"This record was merged into that of {person.merged_into}: use theirs.")
    if person.erased_on is not None:
        raise DomainError("This person was erased: add them anew if they come back.")
