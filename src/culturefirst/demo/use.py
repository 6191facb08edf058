"""On which days people signed in: some daily, most now and then, a few hardly ever."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from culturefirst.demo import actions
from culturefirst.demo.chance import SATURDAY
from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Stage
from culturefirst.kit.act import SYSTEM

SINCE = date(2010, 10, 1)
SHARES = (0.01, 0.03, 0.03, 0.05, 0.08, 0.15)  # of the working days, one drawn for each person


def event(members: Sequence[Member], until: date) -> Event:
    """All of it at once, on the day on which the story stands."""

    def happens(stage: Stage) -> None:
        days = {stage.accounts[m.key]: list(_days(m, until)) for m in members}
        actions.note_days_of_use(by=SYSTEM, days=days)

    return Event(until, happens)


def _days(member: Member, until: date) -> Iterator[date]:
    chance = Random(f"use by {member.name}")  # noqa: S311  (a story, not a secret)
    share = chance.choice(SHARES)
    day, last = max(SINCE, member.registered), min(member.left or until, until)
    while day < last:
        if day.weekday() < SATURDAY and chance.random() < share:
            yield day
        day += timedelta(days=1)
