"""What the story has put on stage so far, by the names its tables use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.events.models import Event as Occasion
from culturefirst.kit import audit, clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Group, Organisation, Person, Post, SubRegion, Topic, User
from culturefirst.programme.models import Activity, Milestone, Target, WorkProgramme
from culturefirst.surveys.models import Poll


@dataclass
class Stage:
    """Records of the story by name or key, so that later events find them."""

    sub_regions: dict[str, SubRegion] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    programmes: dict[str, WorkProgramme] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    events: dict[str, Occasion] = field(default_factory=dict)
    acting: dict[str, User] = field(default_factory=dict)

    def actor(self, key: str) -> Any:
        """The account that acts; the system, as long as nobody is there to do it.

        Who somebody is, and which posts they hold, is read once for each day of the story.
        """
        if (known := self.accounts.get(key)) is None:
            return SYSTEM
        if key not in self.acting:
            self.acting[key] = User.objects.select_related("person").get(pk=known.pk)
        return self.acting[key]

    def activity(self, year: str, number: str) -> Activity:
        """The activity in that place (from 1) of the year's programme."""
        inside = Activity.objects.filter(programme__priority__work_programme=self.programmes[year])
        in_order = inside.order_by(
            "programme__priority__position", "programme__position", "position"
        )
        found: Activity = in_order[int(number) - 1]
        return found

    def target(self, year: str, reference: str) -> Target:
        """The target called ``5.1``: the first of the fifth activity."""
        activity, place = reference.split(".")
        targets = self.activity(year, activity).targets.order_by("position")
        found: Target = targets[int(place) - 1]
        return found


Happening = Callable[[Stage], None]


@dataclass(frozen=True)
class Event:
    """Something that happens on a day of the story."""

    day: date
    happens: Happening


def play(events: Iterable[Event], stage: Stage) -> None:
    """Let everything happen in the order of days, each with the clock at its own moment."""
    in_order = sorted(events, key=lambda event: event.day)
    for day, of_the_day in groupby(in_order, key=lambda event: event.day):
        stage.acting.clear()
        for place, event in enumerate(of_the_day):
            # As one request does: what happens together is written to the trail together.
            with clock.standing(moment(day, place)), audit.gathered():
                event.happens(stage)


def moment(day: date, place: int) -> datetime:
    """When in the office day its so-many-eth event happens: days begin differently, that is all."""
    opens = datetime.combine(day, time(9), tzinfo=ZoneInfo("Europe/London"))
    return opens + timedelta(minutes=day.toordinal() * 37 % 300 + 2 * place)
