"""When the rounds of a speed-dating day are, worked out from its frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from culturefirst.collaboration.models import DatingDay
from culturefirst.events.when import hours


@dataclass(frozen=True)
class Slot:
    """A round with its time."""

    number: int
    begins: datetime
    ends: datetime

    @property
    def hours(self) -> str:
        return hours(self.begins, self.ends)


def slots(day: DatingDay) -> list[Slot]:
    """The rounds in order. A pause is instead of the minutes between two rounds, if longer."""
    found, length = [], timedelta(minutes=day.minutes)
    begins = day.first_at
    for number in range(1, day.rounds + 1):
        found.append(Slot(number, begins, begins + length))
        pause = day.pause_minutes if number == day.pause_after else 0
        begins += length + timedelta(minutes=max(day.between, pause))
    return found


def ends(day: DatingDay) -> datetime:
    """When the last round is over."""
    return slots(day)[-1].ends


def running(day: DatingDay, at: datetime) -> int | None:
    """The round that is on at a moment; ``None`` between two."""
    return next((each.number for each in slots(day) if each.begins <= at < each.ends), None)


def rounds_in_words(numbers: Iterable[int]) -> str:
    """``round 3``, ``rounds 3 and 5``."""
    said = [str(number) for number in sorted(numbers)]
    if len(said) < 2:
        return f"round {said[0]}" if said else ""
    return f"rounds {', '.join(said[:-1])} and {said[-1]}"
