"""Everything that the page of an event shows."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from culturefirst.events.models import Event, EventPaper, Partner, Session, Speaker
from culturefirst.events.queries import papers
from culturefirst.events.when import hours, shown
from culturefirst.kit import starts
from culturefirst.network.models import Topic


@dataclass(frozen=True)
class Part:
    """A session as the page shows it."""

    session: Session

    @property
    def hours(self) -> str:
        return hours(self.session.starts_at, self.session.ends_at)

    @property
    def day(self) -> Any:
        return shown(self.session.starts_at).date()


@dataclass(frozen=True)
class Programme:
    """What happens on one day of an event; ``tracks`` are the names of what runs side by side."""

    day: Any
    parts: list[Part]
    tracks: list[str]


def programme(event: Event) -> list[Programme]:
    """The sessions day by day, in the order of the clock."""
    parts = [Part(session) for session in event.sessions.all()]
    return [
        Programme(day, found, sorted({part.session.track for part in found if part.session.track}))
        for day, found in ((day, list(group)) for day, group in groupby(parts, lambda p: p.day))
    ]


def speakers(event: Event) -> list[Speaker]:
    return list(event.speakers.all())


def partners(event: Event) -> list[Partner]:
    return list(event.partners.select_related("organisation"))


def topics(event: Event) -> list[Topic]:
    return list(Topic.objects.filter(pk__in=event.topics.values("topic")))


def papers_of(event: Event, user: Any) -> dict[str, list[EventPaper]]:
    """Papers to read before, and those of after."""
    found = list(papers.papers(event, user))
    return {
        when: [paper for paper in found if paper.when == when] for when in EventPaper.When.values
    }


def grown_from(event: Event, user: Any) -> list[starts.Start]:
    """What it grew out of: the event that it repeats, an activity, a project."""
    return starts.grown_from(user, event)
