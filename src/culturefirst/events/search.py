"""What of events can be found: their words, sessions, speakers and papers; never of a draft."""

from collections.abc import Iterator

from django.urls import reverse

from culturefirst.events.models import Event, EventPaper, EventTopic, Session, Speaker, State
from culturefirst.events.when import shown
from culturefirst.kit.search import SEARCH, Entry, Source


def _event(event: Event) -> Entry | None:
    if event.state == State.DRAFT:
        return None
    said = [event.summary, event.description, event.venue, event.address]
    sessions = event.sessions.values_list("title", "led_by")
    words = [*said, *(" ".join(each) for each in sessions)]
    words += event.speakers.values_list("name", flat=True)
    return Entry(
        title=event.title,
        text="\n".join(filter(None, words)),
        url=reverse("event", args=[event.pk]),
        on=event.day,
        topics=list(event.topics.values_list("topic__slug", flat=True)),
        sub_region=event.sub_region.slug if event.sub_region else "",
    )


SEARCH.add(
    "events.event",
    Source(
        label="Event",
        plural="Events",
        model=Event,
        visible=lambda user: Event.objects.visible_to(user).exclude(state=State.DRAFT),
        entry=_event,
        rows=lambda rows: rows.select_related("sub_region"),
        follows={
            EventTopic: lambda row: [row.event_id],
            Session: lambda row: [row.event_id],
            Speaker: lambda row: [row.event_id],
        },
    ),
)


def _paper(paper: EventPaper) -> Entry | None:
    event = paper.event
    if paper.withdrawn_at or event.state == State.DRAFT:
        return None
    return Entry(
        title=paper.title,
        text=event.title,
        url=reverse("event_paper", args=[event.pk, paper.pk]),
        on=shown(paper.added_at).date(),
        topics=list(event.topics.values_list("topic__slug", flat=True)),
        sub_region=event.sub_region.slug if event.sub_region else "",
    )


def _papers_of(event: int) -> Iterator[int]:
    return EventPaper._base_manager.filter(event=event).values_list("pk", flat=True).iterator()


SEARCH.add(
    "events.paper",
    Source(
        label="Paper of an event",
        plural="Papers of events",
        model=EventPaper,
        visible=lambda user: EventPaper.objects.visible_to(user),
        entry=_paper,
        rows=lambda rows: rows.select_related("event__sub_region"),
        follows={
            Event: lambda event: _papers_of(event.pk),
            EventTopic: lambda row: _papers_of(row.event_id),
        },
        file=lambda paper: paper.file,
    ),
)
