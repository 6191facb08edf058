"""What is written after an event: the keeper's own words to delegates, and about pledges.

What somebody pledged is theirs alone, and letters lie in a ledger that the team looks after: the
letter leads to it and does not say it.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse

from culturefirst.events import letters, rules
from culturefirst.events.models import Booking, Event, Pledge
from culturefirst.kit import clock, outbox
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day


def ask_about(pledge: Pledge) -> None:
    """That the day has come on which somebody wanted to be asked what came of their pledge."""
    if not (to := _address(pledge)):
        return
    event = pledge.event
    name = letters.UNNAMED if rules.is_discreet(event) else f"“{event.title}”"
    page = f"{settings.ADDRESS}{reverse('pledge', args=[pledge.pk])}"
    text = [
        f"After {name} you said what you would do next, and asked to be reminded of it now.",
        f"Read it, and say in a sentence what came of it. Only you see it:\n{page}",
        Installation.current().network,
    ]
    outbox.send(
        key=f"event:{event.pk}:pledge:{pledge.pk}:{pledge.due_on.isoformat()}", to=to,
        subject=f"What came of your pledge of {day(pledge.made_on)}?",
        text="\n\n".join(text) + "\n", kind=letters.KIND,
    )  # fmt: skip


def write_to(event: Event, rows: Iterable[Booking], *, by: Any, subject: str, text: str) -> int:
    """A keeper's own words to these delegates; the same words on the same day go out once."""
    said = text.replace("\r\n", "\n").strip()
    told = f"Written by {by} to delegates of “{event.title}”."
    body = "\n\n".join([said, told, Installation.current().network]) + "\n"
    digest = sha256(repr((subject, body, clock.today())).encode()).hexdigest()
    mark = f"written:{digest[:16]}"
    found = [
        outbox.Letter(letters.key(row, mark), to, subject, body, letters.KIND)
        for row in rows
        if (to := letters.address_of(row))
    ]
    outbox.send_all(found)
    return len(found)


def _address(pledge: Pledge) -> str:
    """Where whoever made a pledge is written to; empty where no address is known."""
    return letters.address_of(Booking(event=pledge.event, person=pledge.person))
