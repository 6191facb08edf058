"""What of events can be found: their words, their sessions and who speaks; never a draft."""

from django.urls import reverse

from culturefirst.events.models import Event, EventTopic, Session, Speaker, State
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
