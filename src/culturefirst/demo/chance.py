"""Drawing days by seeded chance."""

from datetime import date, timedelta
from random import Random

SATURDAY = 5


def weekday_between(first: date, last: date, chance: Random) -> date:
    """A day between two, both inside, that is no Saturday or Sunday where that can be."""
    drawn = first + timedelta(days=chance.randrange((last - first).days + 1))
    return drawn if drawn.weekday() < SATURDAY else max(first, drawn - timedelta(days=2))
