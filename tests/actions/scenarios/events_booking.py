"""The actions of bookings."""

from datetime import timedelta
from functools import partial

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event
from culturefirst.events.tests.booked import DAY, an_event
from culturefirst.kit.act import SYSTEM
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


def booked(stage: Stage, event: Event, name: str = "priya") -> Booking:
    return actions.book_place(by=stage.cast(name), event=event)


@scenario("events")
def book_place(stage: Stage) -> Call:
    return partial(actions.book_place, by=stage.helen, event=an_event(), dietary="Vegan")


@scenario("events")
def bring_colleague(stage: Stage) -> Call:
    guest = {"guest_name": "Ola Berg", "guest_email": "ola@example.org"}
    return partial(actions.bring_colleague, by=stage.helen, event=an_event(), **guest)


@scenario("events")
def change_booking(stage: Stage) -> Call:
    event = an_event()
    row = booked(stage, event)
    return partial(actions.change_booking, by=stage.helen, event=event, booking=row, access="Lift")


@scenario("events", through=("events.give_place",))
def cancel_booking(stage: Stage) -> Call:
    event = an_event(places=1)
    row = booked(stage, event)
    booked(stage, event, "jim")
    return partial(actions.cancel_booking, by=stage.helen, event=event, booking=row)


@scenario("events")
def give_place(stage: Stage) -> Call:
    event = an_event(places=1)
    booked(stage, event)
    row = booked(stage, event, "jim")
    return partial(actions.give_place, by=SYSTEM, event=event, booking=row)


@scenario("events", through=("events.give_place",))
def fill_places(stage: Stage) -> Call:
    event = an_event(places=1)
    booked(stage, event)
    booked(stage, event, "jim")
    Event.objects.filter(pk=event.pk).update(places=2)
    return partial(actions.fill_places, by=SYSTEM, event=event)


@scenario("events")
def move_up(stage: Stage) -> Call:
    event = an_event(places=1, filling="hand")
    row = booked(stage, event)
    waits = booked(stage, event, "jim")
    actions.cancel_booking(by=SYSTEM, event=event, booking=row)
    said = {"booking": waits, "reason": "He speaks."}
    return partial(actions.move_up, by=stage.helen, event=event, **said)


@scenario("events", through=("events.give_place",))
def resize(stage: Stage) -> Call:
    event = an_event(places=1, made_by=stage.helen.person)
    booked(stage, event)
    booked(stage, event, "jim")
    return partial(actions.resize, by=stage.helen, event=event, places=2)


@scenario("events")
def send_reminders(stage: Stage) -> Call:
    event = an_event()
    row = booked(stage, event)
    soon = {"starts_at": DAY - timedelta(days=15), "ends_at": DAY - timedelta(days=14)}
    Event.objects.filter(pk=event.pk).update(**soon)
    Booking._base_manager.filter(pk=row.pk).update(booked_at=DAY - timedelta(days=60))
    event.refresh_from_db()
    return partial(actions.send_reminders, by=SYSTEM, event=event)


@scenario("events")
def send_thanks(stage: Stage) -> Call:
    event = an_event()
    row = booked(stage, event)
    past = {"starts_at": DAY - timedelta(days=20), "ends_at": DAY - timedelta(days=19)}
    Event.objects.filter(pk=event.pk).update(state="held", held_on=DAY.date(), **past)
    Booking._base_manager.filter(pk=row.pk).update(attended=True)
    event.refresh_from_db()
    return partial(actions.send_thanks, by=SYSTEM, event=event)
