"""To whom no letter may go out."""

from typing import Any

from culturefirst.kit.outbox.kinds import WITHHOLD
from culturefirst.network.privacy.accounts import NOBODY


def to_nobody(message: Any) -> str:
    """A letter to somebody who was erased while it was in a worker's hand, and which came back."""
    return "They asked to be forgotten." if message.to.endswith(NOBODY) else ""


WITHHOLD.add("network.erased", to_nobody)
