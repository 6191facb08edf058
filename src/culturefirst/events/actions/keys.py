"""The secret address of somebody's own calendar: made, changed and taken away by them."""

import secrets
from hashlib import sha256
from typing import Any

from culturefirst.events.models import CalendarKey
from culturefirst.events.policy import have_calendar
from culturefirst.kit import clock
from culturefirst.kit.act import action

BYTES = 24


def digest_of(key: str) -> str:
    """What is kept of a key: nobody can make the key from it."""
    return sha256(key.encode()).hexdigest()


@action("made an address for their own calendar", allow=have_calendar)
def make_calendar_key(*, by: Any) -> str:
    """A new key, told once and kept only as its digest; an earlier one opens nothing any more."""
    key = secrets.token_urlsafe(BYTES)
    CalendarKey.objects.update_or_create(
        person=by.person, defaults={"digest": digest_of(key), "made_at": clock.now()}
    )
    return key


@action("took the address of their own calendar away", allow=have_calendar)
def remove_calendar_key(*, by: Any) -> None:
    """The address opens nothing any more."""
    CalendarKey.objects.filter(person=by.person).delete()
