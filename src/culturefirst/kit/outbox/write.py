"""Writing letters into the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from culturefirst.kit import clock
from culturefirst.kit.batches import AT_ONCE
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.enclosed import Enclosed, kept_files
from culturefirst.kit.outbox.headers import checked
from culturefirst.kit.outbox.kinds import kind as kind_named
from culturefirst.kit.outbox.models import Message


@dataclass(frozen=True)
class Letter:
    """One letter to one address.

    ``key`` says what it is about and to whom ("reset:41:2011-09-19"): whatever is written twice
    under one key goes out once. ``headers`` are those it bears besides (``Reply-To``).
    """

    key: str
    to: str
    subject: str
    text: str
    kind: str
    html: str = ""
    enclosed: Sequence[Enclosed] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def send(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    kind: str,
    html: str = "",
    enclosed: Sequence[Enclosed] = (),
    headers: Mapping[str, str] | None = None,
) -> Message:
    """Write one letter to one address, in the caller's transaction.

    Asked for again with the same key, the row of the first time is returned.
    """
    letter = Letter(key, to, subject, text, kind, html, enclosed, headers or {})
    values = _values(letter, Installation.current().epoch)
    return Message.objects.get_or_create(key=key, defaults=values)[0]


def send_all(letters: Iterable[Letter]) -> None:
    """Write many letters in few statements, in the caller's transaction."""
    epoch = Installation.current().epoch
    rows = [Message(key=letter.key, **_values(letter, epoch)) for letter in letters]
    Message.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def _values(letter: Letter, epoch: int) -> dict[str, Any]:
    try:
        validate_email(letter.to)
    except ValidationError as fault:
        raise DomainError(
            f"{letter.to!r} is not an e-mail address. Correct it and try again."
        ) from fault
    now = clock.wall()
    return {
        "to": letter.to,
        "subject": " ".join(letter.subject.split())[:300],
        "text": letter.text,
        "html": letter.html,
        "enclosed": kept_files(letter.enclosed),
        "headers": checked(letter.headers),
        "kind": kind_named(letter.kind).name,
        "epoch": epoch,
        "message_id": message_id(letter.key),
        "written_at": now,
        "due_at": now,
    }


def message_id(key: str) -> str:
    """The same for the same key, so that a letter sent twice is shown once by most readers."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host}>"
