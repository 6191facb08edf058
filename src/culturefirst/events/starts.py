"""What can be begun from a record of events, and that an event can be begun from others."""

from typing import Any

from django.urls import reverse

from culturefirst.events.models import Event
from culturefirst.events.policy import make_events
from culturefirst.kit.starts import BEGINNINGS, STARTS, Beginning, Start


def event(user: Any, pk: int) -> Start | None:
    """An event: a case study, or the next event, can grow out of it."""
    rows = Event.objects.visible_to(user)
    found = rows.prefetch_related("partners__organisation", "topics__topic").filter(pk=pk).first()
    if found is None:
        return None
    return Start(
        record=found,
        what=found.get_kind_display(),
        title=found.title,
        url=reverse("event", args=[found.pk]),
        organisation=found.host_id,
        sub_region=found.sub_region_id,
        serves=found.serves_id,
        partners=tuple(str(each.organisation) for each in found.partners.all()),
        topics=tuple(each.topic.slug for each in found.topics.all()),
    )


STARTS.add("events.event", event)
BEGINNINGS.add("events.event", Beginning("Plan an event", make_events, "event_new"))
