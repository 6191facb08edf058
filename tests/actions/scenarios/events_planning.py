"""The actions by which events are planned."""

from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.events import actions
from culturefirst.events.models import Event, EventPaper, Partner, Session, Speaker
from culturefirst.events.patterns import Pattern
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.uploads import checked
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

LONDON = ZoneInfo("Europe/London")
BEGINS = datetime(2011, 11, 9, 10, 0, tzinfo=LONDON)
ENDS = datetime(2011, 11, 9, 16, 0, tzinfo=LONDON)
PLANNED: dict[str, Any] = {
    "kind": "workshop",
    "title": "Plan to improve",
    "summary": "A day on improvement plans.",
    "starts_at": BEGINS,
    "ends_at": ENDS,
}
AFTER = date(2011, 11, 10)


def draft(stage: Stage) -> Event:
    return actions.plan_event(by=stage.helen, **PLANNED)


def announced(stage: Stage) -> Event:
    return actions.open_event(by=stage.helen, event=draft(stage))


def held(stage: Stage) -> Event:
    event = announced(stage)
    with clock.standing(AFTER):
        return actions.hold_event(by=SYSTEM, event=event)


def session(stage: Stage) -> Session:
    return actions.add_session(
        by=stage.helen, event=draft(stage), title="Welcome", starts_at=BEGINS, ends_at=ENDS
    )


def speaker(stage: Stage) -> Speaker:
    return actions.add_speaker(by=stage.helen, event=draft(stage), name="Ola Berg")


def partner(stage: Stage) -> Partner:
    body = stage.cast("ipswich")
    return actions.add_partner(by=stage.helen, event=draft(stage), organisation=body)


def paper(stage: Stage) -> EventPaper:
    notes = checked("notes.txt", b"We met.")
    return actions.add_event_paper(by=stage.helen, event=draft(stage), title="Notes", upload=notes)


@scenario("events")
def plan_event(stage: Stage) -> Call:
    return partial(actions.plan_event, by=stage.helen, **PLANNED)


@scenario("events")
def edit_event(stage: Stage) -> Call:
    changes = {"title": "Plan well"}
    return partial(actions.edit_event, by=stage.helen, event=draft(stage), changes=changes)


@scenario("events")
def open_event(stage: Stage) -> Call:
    return partial(actions.open_event, by=stage.helen, event=draft(stage))


@scenario("events")
def cancel_event(stage: Stage) -> Call:
    event = announced(stage)
    return partial(actions.cancel_event, by=stage.helen, event=event, reason="The hall burnt down.")


@scenario("events")
def remove_draft(stage: Stage) -> Call:
    return partial(actions.remove_draft, by=stage.helen, event=draft(stage))


@scenario("events")
def hold_event(stage: Stage) -> Call:
    event = announced(stage)

    def call() -> Any:
        with clock.standing(AFTER):
            return actions.hold_event(by=SYSTEM, event=event)

    return call


@scenario("events")
def was_not_held(stage: Stage) -> Call:
    return partial(actions.was_not_held, by=stage.helen, event=held(stage), reason="Snow.")


@scenario("events")
def close_event(stage: Stage) -> Call:
    return partial(actions.close_event, by=stage.helen, event=held(stage))


@scenario("events")
def add_session(stage: Stage) -> Call:
    return partial(
        actions.add_session,
        by=stage.helen,
        event=draft(stage),
        title="Welcome",
        starts_at=BEGINS,
        ends_at=ENDS,
    )


@scenario("events")
def edit_session(stage: Stage) -> Call:
    part = session(stage)
    changes = {"title": "Hello"}
    return partial(
        actions.edit_session, by=stage.helen, event=part.event, session=part, changes=changes
    )


@scenario("events")
def remove_session(stage: Stage) -> Call:
    part = session(stage)
    return partial(actions.remove_session, by=stage.helen, event=part.event, session=part)


@scenario("events")
def add_speaker(stage: Stage) -> Call:
    return partial(actions.add_speaker, by=stage.helen, event=draft(stage), name="Ola Berg")


@scenario("events")
def remove_speaker(stage: Stage) -> Call:
    part = speaker(stage)
    return partial(actions.remove_speaker, by=stage.helen, event=part.event, speaker=part)


@scenario("events")
def add_partner(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(actions.add_partner, by=stage.helen, event=draft(stage), organisation=body)


@scenario("events")
def remove_partner(stage: Stage) -> Call:
    part = partner(stage)
    return partial(actions.remove_partner, by=stage.helen, event=part.event, partner=part)


@scenario("events")
def set_quotas(stage: Stage) -> Call:
    quotas = {"councillor": 5}
    return partial(actions.set_quotas, by=stage.helen, event=draft(stage), quotas=quotas)


@scenario("events")
def add_event_paper(stage: Stage) -> Call:
    notes = checked("notes.txt", b"We met.")
    return partial(
        actions.add_event_paper, by=stage.helen, event=draft(stage), title="Notes", upload=notes
    )


@scenario("events")
def withdraw_event_paper(stage: Stage) -> Call:
    found = paper(stage)
    return partial(actions.withdraw_event_paper, by=stage.helen, event=found.event, paper=found)


@scenario("events")
def restore_event_paper(stage: Stage) -> Call:
    found = paper(stage)
    gone = actions.withdraw_event_paper(by=stage.helen, event=found.event, paper=found)
    return partial(actions.restore_event_paper, by=stage.helen, event=gone.event, paper=gone)


@scenario("events", through=("kit.link",))
def clone_event(stage: Stage) -> Call:
    return partial(actions.clone_event, by=stage.helen, event=held(stage), on=date(2012, 11, 9))


@scenario("events", through=("events.plan_event", "events.plan_event"))
def make_series(stage: Stage) -> Call:
    pattern = Pattern(date(2011, 11, 9), every=2, unit="weeks", on=2, times=2)
    return partial(actions.make_series, by=stage.helen, pattern=pattern, **PLANNED)


@scenario("events")
def make_calendar_key(stage: Stage) -> Call:
    return partial(actions.make_calendar_key, by=stage.helen)


@scenario("events")
def remove_calendar_key(stage: Stage) -> Call:
    actions.make_calendar_key(by=stage.helen)
    return partial(actions.remove_calendar_key, by=stage.helen)
