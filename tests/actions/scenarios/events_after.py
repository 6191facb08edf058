"""The actions of the day and after."""

from datetime import date
from typing import Any

from culturefirst.events import actions
from culturefirst.events.models import Booking, Event, Pledge
from culturefirst.events.rules_after import Note
from culturefirst.events.tests.gone_by import AFTER, NOON, came, on_the_day, over, place
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

DUE = date(2012, 1, 6)


def later(run: Any, **said: Any) -> Call:
    """A call on the day after the event."""

    def call() -> Any:
        with clock.standing(said.pop("on", AFTER)):
            return run(**said)

    return call


def held(stage: Stage) -> Event:
    priya = stage.cast("priya")
    event = on_the_day(priya)
    came(stage.helen, event, priya)
    return over(event)


def there(stage: Stage) -> Booking:
    return place(held(stage), stage.cast("priya"))


def pledged(stage: Stage) -> Pledge:
    row = there(stage)
    with clock.standing(AFTER):
        return actions.make_pledge(by=stage.cast("priya"), booking=row, words="Ask Norfolk")


@scenario("events", through=("events.note_delegate",))
def note_attendance(stage: Stage) -> Call:
    event = on_the_day(stage.cast("priya"))
    note = Note(place(event, stage.cast("priya")).pk, True, NOON, "k1")
    said = {"by": stage.helen, "event": event, "notes": [note]}
    return later(actions.note_attendance, on=NOON, **said)


@scenario("events")
def note_delegate(stage: Stage) -> Call:
    said = {"booking": there(stage), "came": False, "reason": "She wrote."}
    return later(actions.note_delegate, by=stage.helen, **said)


@scenario("events")
def let_in(stage: Stage) -> Call:
    event = on_the_day(stage.cast("priya"))
    return later(actions.let_in, on=NOON, by=stage.helen, event=event, guest_name="Kit Fenn")


@scenario("events")
def leave_feedback(stage: Stage) -> Call:
    said = {"by": stage.cast("priya"), "booking": there(stage), "overall": 4}
    return later(actions.leave_feedback, **said)


@scenario("events")
def make_pledge(stage: Stage) -> Call:
    said = {"by": stage.cast("priya"), "booking": there(stage), "words": "Ask Norfolk"}
    return later(actions.make_pledge, **said)


@scenario("events")
def answer_pledge(stage: Stage) -> Call:
    said = {"by": stage.cast("priya"), "pledge": pledged(stage), "fulfilled": True}
    return later(actions.answer_pledge, **said)


@scenario("events")
def ask_about_pledge(stage: Stage) -> Call:
    return later(actions.ask_about_pledge, on=DUE, by=SYSTEM, pledge=pledged(stage))


@scenario("events")
def write_to_delegates(stage: Stage) -> Call:
    said: dict[str, Any] = {"whom": "came", "subject": "Slides", "text": "They are on the page."}
    return later(actions.write_to_delegates, by=stage.helen, event=held(stage), **said)
