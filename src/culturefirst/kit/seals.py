"""What holds the audit trail together, while words can still be taken out of it.

Each event's digest covers the one before it, who did what to which record and when, and a *seal*:
a salted digest of its words (``before``, ``after``, ``reason``). Somebody who asked to be forgotten
may be named in those words. They are changed then, under a new salt, and an event of its own says
which events got which new seals; with the old salt gone, nobody can guess at the old words. So
each word still stands under a seal that the chain holds, and any other change is found.
"""

import json
import secrets
from collections.abc import Sequence
from datetime import UTC
from hashlib import sha256
from typing import Any

WORDS = ("before", "after", "reason")
CHAINED = ("actor", "verb", "object_type", "object_id", "about", "seal")
TAKEN_OUT = "kit.take_words_out"


def seal_of(event: Any) -> str:
    """SHA-256 over an event's salt and words, in hex."""
    return _digest([event.salt, *(getattr(event, name) for name in WORDS)])


def digest(event: Any) -> str:
    """SHA-256 over what is chained of an event and its predecessor's digest, in hex."""
    at = event.at.astimezone(UTC).isoformat()
    return _digest([event.previous, at, *(getattr(event, name) for name in CHAINED)])


def put_on(event: Any) -> None:
    """Give a new event its salt and seal."""
    event.salt = secrets.token_hex(16)
    event.seal = seal_of(event)


def take_words_out(events: Sequence[Any]) -> None:
    """Store the words that these events have now in the place of those that they had.

    An event of its own, in the caller's transaction, tells the new seals; who asked for it is told
    by the event of the action.
    """
    from culturefirst.kit.audit import note
    from culturefirst.kit.models import AuditEvent

    new = {}
    for event in events:
        event.salt = secrets.token_hex(16)
        AuditEvent.objects.filter(pk=event.pk).update(
            salt=event.salt, **{name: getattr(event, name) for name in WORDS}
        )
        new[str(event.pk)] = seal_of(event)
    if new:
        note(_entry(new))


def broken_at() -> int | None:
    """The id of the first event that is not as it was written, or ``None``."""
    from culturefirst.kit.models import AuditEvent, AuditHead

    previous, pk = "", 0
    strange: dict[int, str] = {}
    told: dict[int, str] = {}
    for event in AuditEvent.objects.order_by("pk").iterator():
        pk = int(event.pk)
        if event.previous != previous or digest(event) != event.digest:
            return pk
        previous = event.digest
        if (seal := seal_of(event)) != event.seal:
            strange[pk] = seal
        if event.verb == TAKEN_OUT:
            told |= {int(key): new for key, new in event.after["seals"].items()}
    others = [key for key in strange | told if strange.get(key) != told.get(key)]
    if others:
        return min(others)
    return None if AuditHead.the_one().digest == previous else pk


def _entry(new: dict[str, str]) -> Any:
    from culturefirst.kit import clock
    from culturefirst.kit.audit import Entry

    return Entry(
        at=clock.now().astimezone(UTC),
        actor=None,
        verb=TAKEN_OUT,
        object_type="",
        object_id="",
        about="",
        before={},
        after={"seals": new},
        reason="",
    )


def _digest(content: Any) -> str:
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
