"""An event that is announced to everybody."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from culturefirst.events import actions
from culturefirst.network.models import User

LONDON = ZoneInfo("Europe/London")
NAMES = (
    "event",
    "event_edit",
    "event_open",
    "event_cancel",
    "event_not_held",
    "event_close",
    "event_remove",
)


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    event = actions.plan_event(
        by=by,
        kind="workshop",
        title="Plan to improve",
        summary="A day on improvement plans.",
        starts_at=datetime(2011, 11, 9, 10, tzinfo=LONDON),
        ends_at=datetime(2011, 11, 9, 16, tzinfo=LONDON),
    )
    event = actions.open_event(by=by, event=event)
    return {name: {"pk": event.pk} for name in NAMES}
