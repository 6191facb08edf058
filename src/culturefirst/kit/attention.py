"""What needs whom, from whom and by when: the register behind "My work"."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.kit.registers import Register
from culturefirst.kit.wording import plural


@dataclass(frozen=True)
class Need:
    """One thing that waits for a person.

    ``what`` is the thing, ``why`` one sentence, ``who`` names whoever waits or asked, ``due``
    the day by which it is wanted (``None``: no day is set), ``url`` where it is done, ``room``
    the room that asks.
    """

    what: str
    why: str
    who: str
    due: date | None
    url: str
    room: str


Provider = Callable[[Any, date], Iterable[Need]]
ATTENTION: Register[Provider] = Register("attention")


def needs(user: Any, on: date) -> list[Need]:
    """Everything that needs this person on this day: the earliest first, the undated last."""
    found = [need for provider in ATTENTION for need in provider(user, on)]
    return sorted(found, key=lambda need: (need.due is None, need.due or on, need.what))


def letters_need(user: Any, on: date) -> Iterator[Need]:
    """Letters that wait for a person to decide, for those who may."""
    from culturefirst.kit.outbox.doubts import doubtful, held, see_letters

    if not see_letters.allows(user):
        return
    url = reverse("letters")
    if count := doubtful().count():
        what = f"{plural(count, 'letter')} may not have arrived"
        yield Need(what, "Decide whether to send again.", "", None, url, "kit")
    if count := held().count():
        what = f"{plural(count, 'letter')} of before the restore"
        yield Need(what, "They may have gone out before: let them go or not.", "", None, url, "kit")


ATTENTION.add("letters", letters_need)
