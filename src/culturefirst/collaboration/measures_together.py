"""What came of bodies meeting: meetings held, mutual interest, initiatives.

Everything counts, and no figure tells who wanted what: anybody may look at figures.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from culturefirst.collaboration.models import (
    DatingDay,
    DayMeeting,
    Initiative,
    InitiativePartner,
)
from culturefirst.collaboration.queries.came_of import both_there
from culturefirst.events.models import Event
from culturefirst.measures.core import Dimension, Measure, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import sub_regions
from culturefirst.network.queries.belonging import belonged_to

HELD_ON = "day__event__held_on"
SIDES = ("a", "b")


def held() -> QuerySet[Any]:
    """Meetings of rounds that were held, of events that took place, with both there."""
    was_held = Q(round__lt=F("day__start")) | Q(day__state=DatingDay.State.OVER)
    rows: QuerySet[Any] = DayMeeting._base_manager.filter(
        was_held, day__event__in=Event.objects.counted()
    )
    found: QuerySet[Any] = both_there(rows).select_related("day__event")
    return found


def _mutual() -> QuerySet[Any]:
    rows: QuerySet[Any] = DayMeeting._base_manager.filter(mutual_on__isnull=False)
    return rows.select_related("day__event")


def _became() -> QuerySet[Any]:
    grew = Q(grew_from_meeting__isnull=False) | Q(grew_from_introduction__isnull=False)
    rows: QuerySet[Any] = Initiative._base_manager.filter(grew, opened_on__isnull=False)
    return rows


def _of(event: Event) -> dict[str, str]:
    """The event's address and title; these lists are read by strangers, too."""
    if event.access != Event.Access.PUBLIC:
        return {"detail": "An event that not everybody knows of"}
    return {"detail": event.title, "url": reverse("event", args=[event.pk])}


def _show_held(row: DayMeeting) -> Shown:
    event = row.day.event
    return Shown(label=f"A meeting in round {row.round}", on=event.held_on, **_of(event))


def _show_mutual(row: DayMeeting) -> Shown:
    # Of which meeting it is said is for the two alone.
    return Shown(label="Both want to take it further", on=row.mutual_on, **_of(row.day.event))


def _show_became(row: Initiative) -> Shown:
    what = "a meeting" if row.grew_from_meeting_id else "an introduction"
    url = reverse("initiative", args=[row.pk]) if row.stage == Initiative.Stage.OPEN else ""
    return Shown(label=f"An initiative out of {what}", on=row.opened_on, url=url)


def _of_meeting() -> dict[str, Dimension]:
    return {
        "sub_region": Dimension(
            "a__organisation__sub_region", "Sub-region", sub_regions, within=_either
        ),
        "activity": Dimension("day__event__serves", "Activity"),
        "event": Dimension("day__event", "Event", seen=lambda user: Event.objects.visible_to(user)),
    }


def _either(place: Any, window: Window) -> Q:
    """Meetings of which at least one body belonged there at the window's end."""
    one, other = (belonged_to(place, window.ends, f"{side}__organisation") for side in SIDES)
    return one | other


def _some_partner(place: Any, window: Window) -> Q:
    there = InitiativePartner._base_manager.filter(initiative=OuterRef("pk"), until=None)
    return Q(Exists(there.filter(belonged_to(place, window.ends, "organisation"))))


def _add(key: str, title: str, definition: str, unit: str, **said: Any) -> None:
    measure(
        Measure(key=f"collaboration.{key}", title=title, definition=definition, unit=unit, **said)
    )


_add(
    "meetings",
    "Meetings held on speed-dating days",
    "Meetings of two organisations in rounds that were held, of events held on a day within the "
    "window, where neither of the two was missing.",
    "meetings",
    records=held,
    dated=HELD_ON,
    show=_show_held,
    words=("speed-dating meetings", "meetings between authorities", "meetings held"),
    dimensions=_of_meeting(),
)

_add(
    "mutual",
    "Mutual interest after speed-dating",
    "Meetings of which both organisations had said, the second on a day within the window, that "
    "they want to take it further. Only their number is known.",
    "meetings",
    records=_mutual,
    dated="mutual_on",
    show=_show_mutual,
    words=("mutual interest", "double ticks", "meetings both want to take further"),
    dimensions=_of_meeting(),
)

_add(
    "became",
    "Introductions that became initiatives",
    "Initiatives that were opened to the members on a day within the window and grew out of an "
    "introduction, or of a meeting that both wanted to take further.",
    "initiatives",
    records=_became,
    dated="opened_on",
    show=_show_became,
    words=("introductions that became initiatives", "initiatives", "initiatives begun"),
    dimensions={
        "sub_region": Dimension(
            "partners__organisation__sub_region", "Sub-region", sub_regions, within=_some_partner
        ),
        "activity": Dimension("serves", "Activity"),
        "event": Dimension(
            "grew_from_meeting__day__event",
            "Event",
            seen=lambda user: Event.objects.visible_to(user),
        ),
    },
)
