"""How events were found, and what delegates pledged and did after: counted, never told of one."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Sum, Value
from django.urls import reverse

from culturefirst.events.models import Event, Feedback, Kind, Pledge
from culturefirst.measures.core import Dimension, Measure, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.measures.withheld import FEWEST
from culturefirst.network.models import Audience, SubRegion

HELD_ON = "booking__event__held_on"
MOST_POINTS = Value(5, output_field=IntegerField())


def _answers() -> QuerySet[Any]:
    """Feedback of events that were held and of which enough was said that none is told by itself.

    Whole events only, so that no window and no narrowing leaves fewer than five together.
    """
    every: Any = Feedback._base_manager.order_by()
    enough = every.values("booking__event").annotate(n=Count("pk")).filter(n__gte=FEWEST)
    rows: QuerySet[Any] = Feedback._base_manager.filter(
        booking__event__in=enough.values("booking__event")
    )
    return rows.filter(booking__event__in=Event.objects.counted()).select_related("booking__event")


def _answers_in(window: Window) -> QuerySet[Any]:
    return _answers().filter(
        booking__event__held_on__gte=window.starts, booking__event__held_on__lte=window.ends
    )


def _pledges() -> QuerySet[Any]:
    rows: QuerySet[Any] = Pledge._base_manager.select_related("event")
    return rows


def _kept() -> QuerySet[Any]:
    return _pledges().filter(fulfilled=True)


PATHS = {
    "kind": "kind",
    "sub_region": "sub_region",
    "activity": "serves",
    "audience": "audience",
}


def _narrowed(event: str) -> dict[str, Dimension]:
    """What is narrowed by; ``event`` is the path to one from the rows."""
    path = {name: f"{event}{field}" for name, field in PATHS.items()}
    return {
        "kind": Dimension(path["kind"], "Kind of event", lambda: list(Kind.choices)),
        "sub_region": Dimension(
            path["sub_region"],
            "Sub-region",
            lambda: list(SubRegion.objects.values_list("pk", "name")),
        ),
        "activity": Dimension(path["activity"], "Activity"),
        "audience": Dimension(
            path["audience"],
            "Audience",
            seen=lambda user: Audience.objects.visible_to(user),
            bound=True,
        ),
    }


def _of(event: Event) -> tuple[str, str]:
    """An event's title and address; these lists are read by strangers, too."""
    if event.access != Event.Access.PUBLIC:
        return f"{event.get_kind_display()} that not everybody knows of", ""
    return event.title, reverse("event", args=[event.pk])


def _show_answer(row: Feedback) -> Shown:
    label, url = _of(row.booking.event)
    return Shown(label=label, on=row.booking.event.held_on, url=url, detail="one answer")


def _show_made(row: Pledge) -> Shown:
    label, url = _of(row.event)
    return Shown(label=label, on=row.made_on, url=url, detail="one pledge")


def _show_kept(row: Pledge) -> Shown:
    label, url = _of(row.event)
    return Shown(label=label, on=row.answered_on, url=url, detail="one pledge kept")


measure(
    Measure(
        key="events.feedback_score",
        title="Feedback score of events",
        definition=(
            "Points from 1 to 5 that delegates gave events held on a day within the window, all in "
            f"all, out of five for each who answered. Events with fewer than {FEWEST} answers "
            "count for nothing, so that nobody’s own score can be told."
        ),
        unit="points",
        records=_answers,
        dated=HELD_ON,
        numerator=Sum("overall"),
        base=_answers_in,
        over=Sum(MOST_POINTS, default=0),
        show=_show_answer,
        words=("feedback score", "satisfaction with events", "delegates satisfied"),
        dimensions=_narrowed("booking__event__"),
        base_dimensions={name: f"booking__event__{field}" for name, field in PATHS.items()},
    )
)

measure(
    Measure(
        key="events.pledges_made",
        title="Pledges made after events",
        definition=(
            "What delegates said, on a day within the window, that they would do next; one a "
            "delegate and event. Only their number is known."
        ),
        unit="pledges",
        records=_pledges,
        dated="made_on",
        show=_show_made,
        words=("pledges", "pledges made", "action pledges"),
        dimensions=_narrowed("event__"),
    )
)

measure(
    Measure(
        key="events.pledges_kept",
        title="Pledges kept after events",
        definition=(
            "Pledges of which whoever made them said, on a day within the window, that they were "
            "kept: something was improved."
        ),
        unit="pledges",
        records=_kept,
        dated="answered_on",
        show=_show_kept,
        words=("pledges kept", "improvements after events", "pledges fulfilled"),
        dimensions=_narrowed("event__"),
    )
)
