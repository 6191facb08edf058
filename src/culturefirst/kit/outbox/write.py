"""Writing a letter into the ledger."""

from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.kinds import kind as kind_named
from culturefirst.kit.outbox.models import Message


def send(*, key: str, to: str, subject: str, text: str, kind: str, html: str = "") -> Message:
    """Write one letter to one address, in the caller's transaction.

    ``key`` says what the letter is about and to whom ("reset:41:2011-09-19"): asked for again
    with the same key, the row of the first time is returned and nobody is told twice.
    """
    try:
        validate_email(to)
    except ValidationError as fault:
        raise DomainError(f"{to!r} is not an e-mail address. Correct it and try again.") from fault
    now = clock.wall()
    values = {
        "to": to,
        "subject": " ".join(subject.split())[:300],
        "text": text,
        "html": html,
        "kind": kind_named(kind).name,
        "epoch": Installation.current().epoch,
        "message_id": message_id(key),
        "written_at": now,
        "due_at": now,
    }
    return Message.objects.get_or_create(key=key, defaults=values)[0]


def message_id(key: str) -> str:
    """The same for the same key, so that a letter sent twice is shown once by most readers."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host}>"
