"""Writing many letters at once: a batch with its words, then a row a recipient."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.headers import checked
from culturefirst.kit.outbox.kinds import kind as kind_named
from culturefirst.kit.outbox.models import Body, Mailing, Message
from culturefirst.kit.outbox.words import Words, fault_of, kept_words
from culturefirst.kit.outbox.write import message_id

STEP = 500  # rows a statement: below SQLite's limit of values, and little to hold in memory


@dataclass(frozen=True)
class Recipient:
    """One of a batch: ``key`` tells them from the others, ``gaps`` are what is theirs alone."""

    key: str
    to: str
    gaps: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def open_mailing(
    *,
    key: str,
    title: str,
    kind: str,
    words: Words,
    rate: int | None = None,
    doubt: str = "",
    paused: bool = False,
    due_at: datetime | None = None,
) -> Mailing:
    """Open a batch, in the caller's transaction; with a key used before, the one of that time.

    ``rate`` is in letters a minute. ``doubt`` is ``"list"`` (the usual for a bulletin) or
    ``"resend"``; without it, as the kind says. A batch that is opened ``paused`` sends nothing
    until it is resumed. Open it in the action that decides on sending, with ``due_at`` for later:
    what is in the ledger is held back after a restore, what a timetable opens afterwards is not.
    """
    if (there := Mailing.objects.filter(key=key).first()) is not None:
        return there
    declared = kind_named(kind)
    now = clock.wall()
    return Mailing.objects.create(
        key=key,
        title=" ".join(title.split())[:300],
        kind=declared.name,
        body=kept_words(words),
        doubt=Mailing.Doubt(doubt or declared.doubt),
        rate=checked_rate(rate),
        paused=paused,
        epoch=Installation.current().epoch,
        due_at=due_at or now,
        written_at=now,
    )


def checked_rate(rate: int | None) -> int | None:
    """The rate, unless it is one at which nothing would ever go."""
    if rate is not None and rate < 1:
        raise DomainError("Give a rate of at least one letter a minute, or none at all.")
    return rate


def send_many(
    mailing: Mailing,
    recipients: Iterable[Recipient],
    *,
    in_steps: bool = False,
    after: Callable[[int], None] | None = None,
) -> int:
    """Write a row for each letter and return how many were new; run twice, it adds nothing.

    A letter without a value for each gap, with a wrong address or header is refused by name with
    a ``DomainError``, and then no letter of the call is queued. ``recipients`` is read bit by bit,
    so memory stays flat.

    Without ``in_steps`` all rows are written in one transaction (the caller's, where there is
    one). With it, as in a job that may be killed and begun again, ``recipients`` is looked through
    first (so it must be something that can be read twice, such as an object with ``__iter__``)
    and each 500 rows are committed; ``after(looked_at)`` is called between them. No query may stay
    open meanwhile (``batches.by_key``): letters are handed over while others are still written.
    """
    if in_steps and iter(recipients) is recipients:
        raise TypeError("send_many in steps reads the recipients twice: give no iterator.")
    if in_steps:
        for recipient in recipients:
            _check(mailing, recipient)
    new = looked_at = 0
    with nullcontext() if in_steps else transaction.atomic():
        for some in _portions(recipients):
            new += _write(mailing, some)
            looked_at += len(some)
            if after is not None:
                after(looked_at)
    return new


def _portions(recipients: Iterable[Recipient]) -> Iterator[list[Recipient]]:
    source = iter(recipients)
    while some := list(islice(source, STEP)):
        yield some


def _write(mailing: Mailing, recipients: list[Recipient]) -> int:
    """These rows where they are missing; whoever writes to one batch at once waits in turn."""
    rows = {letter_key(mailing, each.key): _row(mailing, each) for each in recipients}
    with transaction.atomic():
        locked(mailing)
        there = set(Message.objects.filter(key__in=rows).values_list("key", flat=True))
        new = [row for key, row in rows.items() if key not in there]
        Message.objects.bulk_create(new)
    return len(new)


def letter_key(mailing: Mailing, key: str) -> str:
    """The ledger's key of a letter of this batch."""
    return f"{mailing.key}:{key}"


def _row(mailing: Mailing, recipient: Recipient) -> Message:
    headers = _check(mailing, recipient)
    key = letter_key(mailing, recipient.key)
    return Message(
        key=key,
        to=recipient.to,
        kind=mailing.kind,
        epoch=mailing.epoch,
        message_id=message_id(key),
        written_at=clock.wall(),
        due_at=mailing.due_at,
        mailing=mailing,
        gaps=dict(recipient.gaps),
        headers=headers,
    )


def _check(mailing: Mailing, recipient: Recipient) -> dict[str, str]:
    """The letter's headers; raises ``DomainError`` with its name where anything is wrong."""
    try:
        validate_email(recipient.to)
    except ValidationError as fault:
        raise DomainError(
            f"{recipient.to!r} (letter {recipient.key}) is not an e-mail address. Correct it."
        ) from fault
    if len(letter_key(mailing, recipient.key)) > 200:
        raise DomainError(f"The key of letter {recipient.key[:60]}… is too long.")
    if wrong := fault_of(_body(mailing), recipient.gaps):
        raise DomainError(f"Letter {recipient.key}, to {recipient.to}: {wrong}")
    return checked(recipient.headers)


def _body(mailing: Mailing) -> Body:
    if mailing.body is None:
        raise DomainError(f"“{mailing.title}” was sent long ago and its words are gone.")
    return mailing.body
