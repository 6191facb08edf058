"""Events held, who came, from where: counted once an event was held, never typed."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from culturefirst.events import measures_after  # noqa: F401 (it fills the register, too)
from culturefirst.events.models import Booking, Event, Kind
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.network.models import Audience, SubRegion

# Not "events" alone: "priorities for events and training" is no number of them.
CALLED = (
    "events held",
    "events a year",
    "events per year",
    "events each year",
    "sub-regional events",
    "regional event",
    "regional events",
    "training sessions",
    "training session",
    "workshops",
    "workshop",
    "masterclasses",
    "masterclass",
    "launch events",
    "speed-dating days",
    "speed-dating events",
)


def _held() -> QuerySet[Any]:
    rows: QuerySet[Any] = Event.objects.counted()
    return rows.select_related("sub_region")


def _bookings() -> QuerySet[Any]:
    """Places at events that were held."""
    rows: QuerySet[Any] = Booking._base_manager.filter(state=Booking.State.BOOKED)
    return rows.filter(event__in=Event.objects.counted()).select_related("event")


def _came() -> QuerySet[Any]:
    return _bookings().filter(attended=True)


def _dimensions(event: str = "") -> dict[str, Dimension]:
    """What events are narrowed by; ``event`` is the path to one from the rows."""
    return {
        "kind": Dimension(f"{event}kind", "Kind of event", lambda: list(Kind.choices)),
        "sub_region": Dimension(
            f"{event}sub_region",
            "Sub-region",
            lambda: list(SubRegion.objects.values_list("pk", "name")),
        ),
        "activity": Dimension(f"{event}serves", "Activity"),
        "audience": Dimension(
            f"{event}audience",
            "Audience",
            seen=lambda user: Audience.objects.visible_to(user),
            bound=True,
        ),
    }


def _named(event: Event) -> tuple[str, str]:
    """Its title and address; these lists are read by strangers, too."""
    if event.access != Event.Access.PUBLIC:
        return f"{event.get_kind_display()} that not everybody knows of", ""
    return event.title, reverse("event", args=[event.pk])


def _show_event(event: Event) -> Shown:
    label, url = _named(event)
    place = event.sub_region.name if event.sub_region else ""
    return Shown(label=label, on=event.held_on, url=url, detail=place)


def _show_booking(booking: Booking) -> Shown:
    """The event, never the name."""
    label, url = _named(booking.event)
    return Shown(label=label, on=booking.event.held_on, url=url, detail="one delegate")


measure(
    Measure(
        key="events.held",
        title="Events held",
        definition=(
            "Events that were announced and took place, by the day on which they began, those of "
            "groups included. An event counts once its end has passed; one that is noted as not "
            "having taken place does not count."
        ),
        unit="events",
        records=_held,
        dated="held_on",
        show=_show_event,
        words=CALLED,
        dimensions=_dimensions(),
    )
)

measure(
    Measure(
        key="events.sub_regions_covered",
        title="Sub-regions with an event",
        definition=(
            "Sub-regions in which an event was held on a day within the window, each counted "
            "once, out of all sub-regions; events of the whole area count for none."
        ),
        unit="sub-regions",
        records=lambda: _held().filter(sub_region__isnull=False),
        dated="held_on",
        numerator=Count("sub_region", distinct=True),
        base=lambda _window: SubRegion.objects.all(),
        show=_show_event,
        words=("sub-regions with an event", "events in every sub-region"),
        dimensions=_dimensions(),
        base_dimensions={"sub_region": "pk"},
    )
)

measure(
    Measure(
        key="events.booked",
        title="Delegates booked",
        definition=(
            "Places that were taken at events held on a day within the window, each counted once; "
            "who waited, and what was given back, does not count."
        ),
        unit="delegates",
        records=_bookings,
        dated="event__held_on",
        show=_show_booking,
        words=("delegates booked", "bookings", "places booked"),
        dimensions=_dimensions("event__"),
    )
)

measure(
    Measure(
        key="events.attended",
        title="Delegates who came",
        definition=(
            "Delegates who were noted as present at events held on a day within the window, one a "
            "place. Of whom nobody noted it, it is not known, and they do not count."
        ),
        unit="delegates",
        records=_came,
        dated="event__held_on",
        show=_show_booking,
        words=("delegates", "delegates attended", "attendees", "participants at events"),
        dimensions=_dimensions("event__"),
    )
)

measure(
    Measure(
        key="events.organisations",
        title="Organisations reached by events",
        definition=(
            "Bodies from which at least one delegate was noted as present at an event held on a "
            "day within the window, each counted once."
        ),
        unit="organisations",
        records=lambda: _came().filter(organisation__isnull=False),
        dated="event__held_on",
        numerator=Count("organisation", distinct=True),
        show=_show_booking,
        words=("organisations reached", "organisations at events"),
        dimensions=_dimensions("event__"),
    )
)
