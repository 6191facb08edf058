"""What may be read of a poll, and how its result is told."""

from dataclasses import dataclass
from datetime import date

from culturefirst.surveys.models import Poll

FEWEST = 5  # answers below which strangers read no numbers


@dataclass(frozen=True)
class Share:
    """A choice with how many chose it, and of how many."""

    words: str
    times: int
    of: int

    @property
    def part(self) -> float:
        """Its share of one; nothing where nobody answered."""
        return self.times / self.of if self.of else 0.0


def withheld(poll: Poll, *, on: date, answered: bool, member: bool, answers: int) -> str:
    """Why the result is not shown, in a sentence; empty where it is."""
    if poll.shown == Poll.Shown.CLOSED and not poll.has_closed(on):
        return "The result is shown when the poll has closed."
    if poll.shown == Poll.Shown.AFTER and not answered and not poll.has_closed(on):
        return "The result is shown once you have answered."
    if not member and answers < FEWEST:
        return f"The result is shown once {FEWEST} people have answered."
    return ""
