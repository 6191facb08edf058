"""What goes on by itself: events are held, letters go out, places that came free are filled."""

from datetime import time, timedelta

from culturefirst.events import actions
from culturefirst.events.models import Event, State
from culturefirst.events.queries import reminding
from culturefirst.events.queries.feedback import to_ask_about
from culturefirst.events.queries.places_free import held_by_nobody, not_filled
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import SCHEDULES, Timetable, job


@job(says="Reminding people of events")
def write_about_events() -> None:
    """Remind those with a place, and thank those who came; run twice, nobody hears twice."""
    for event in reminding.soon():
        actions.send_reminders(by=SYSTEM, event=event)
    for event in reminding.lately():
        actions.send_thanks(by=SYSTEM, event=event)


@job(says="Asking what came of pledges")
def ask_about_pledges() -> None:
    """Write to those whose pledges come back today; run twice, nobody is asked twice."""
    for pledge in to_ask_about(clock.today()):
        actions.ask_about_pledge(by=SYSTEM, pledge=pledge)


@job(says="Giving away places that came free")
def settle_places() -> None:
    """Free the places of those who were erased, and fill what became free outside an action."""
    for booking in held_by_nobody():
        actions.cancel_booking(by=SYSTEM, event=booking.event, booking=booking)
    for event in not_filled():
        actions.fill_places(by=SYSTEM, event=event)


@job(says="Counting events that are over")
def hold_due_events() -> None:
    """Note that events were held once they are over; run twice, each counts once."""
    for event in Event.objects.filter(state=State.OPEN, ends_at__lte=clock.now()):
        actions.hold_event(by=SYSTEM, event=event)


SCHEDULES.add(
    "events.hold_due_events",
    ("events.hold_due_events", Timetable(hold_due_events, every=timedelta(minutes=15))),
)
SCHEDULES.add(
    "events.write_about_events",
    ("events.write_about_events", Timetable(write_about_events, at=time(8, 0))),
)
SCHEDULES.add(
    "events.ask_about_pledges",
    ("events.ask_about_pledges", Timetable(ask_about_pledges, at=time(8, 15))),
)
SCHEDULES.add(
    "events.settle_places",
    ("events.settle_places", Timetable(settle_places, every=timedelta(minutes=15))),
)
