"""Domain errors: each carries a sentence that a person can read."""

from collections.abc import Mapping
from typing import Any


class DomainError(Exception):
    """An action was refused; ``str(error)`` is one sentence with the remedy."""


class NotAllowed(DomainError):
    """The person may not do this."""


class Conflict(DomainError):
    """Somebody else changed the record after it was shown.

    ``theirs`` holds the values that now stand, ``yours`` those that were refused.
    """

    def __init__(self, theirs: Mapping[str, Any], yours: Mapping[str, Any]) -> None:
        super().__init__(
            "Somebody else changed this while you were editing. "
            "Read both versions, then save the words you want to keep."
        )
        self.theirs = dict(theirs)
        self.yours = dict(yours)
