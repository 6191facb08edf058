"""An event that was held last week, at which the officer was and after which they pledged."""

from datetime import date, timedelta
from typing import Any

from culturefirst.events import actions
from culturefirst.events.models import Pledge
from culturefirst.events.queries.attendance import code_of
from culturefirst.events.tests.booked import DAY
from culturefirst.events.tests.gone_by import came, on_the_day, place
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import User

EARLIER = timedelta(days=21)
BEGAN = DAY - EARLIER
AFTER = date(2011, 9, 15)
OF_EVENT = (
    *("event_door", "event_door_ticks", "event_let_in", "event_door_worker", "event_attendance"),
    *("event_write", "event_feedback", "event_results", "event_results_excel", "event_pledge"),
)
OF_BOOKING = ("booking_came", "certificate")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    with clock.standing(date(2011, 9, 1)):
        event = on_the_day(
            officer, made_by=by.person, starts_at=BEGAN, ends_at=BEGAN + timedelta(hours=6)
        )
    came(by, event, officer, at=BEGAN + timedelta(hours=1))
    with clock.standing(AFTER):
        event = actions.hold_event(by=SYSTEM, event=event)
        row = place(event, officer)
        pledge = actions.make_pledge(by=officer, booking=row, words="Ask Norfolk")
    return {
        **{name: {"pk": event.pk} for name in OF_EVENT},
        **{name: {"pk": row.pk} for name in OF_BOOKING},
        "certified": {"code": code_of(row)},
        "pledge": {"pk": pledge.pk},
    }


def hidden() -> dict[str, dict[str, dict[str, Any]]]:
    """To others a place of the officer's is none; nobody else knows of their pledge."""
    pledge = Pledge._base_manager.get()
    row = place(pledge.event, pledge.person.account)
    theirs = {"pledge": {"pk": pledge.pk}}
    none = {name: {"pk": row.pk} for name in OF_BOOKING} | theirs
    keepers = ("improvement manager", "manager", "director")
    return {"partner": none, "councillor": none} | dict.fromkeys(keepers, theirs)
