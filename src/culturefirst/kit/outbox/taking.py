"""Which letter goes next, taken in one statement.

Ordinary letters come first, so that nobody waits for a link to sign in behind a bulletin to
100,000. Then come the batches that may send now. These statements are run for each letter, and
are therefore written out.
"""

import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from culturefirst.kit import clock
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.models import Mailing, Message

# Longer than a hand-over can take (four answers of at most ten seconds each), shorter than the
# minute within which a dead worker's letters are taken up again.
LEASE = timedelta(seconds=45)
LOOK_AGAIN = 0.5  # seconds for which a worker believes what it knows of the batches
ORDINARY_AGAIN = 0.1  # seconds for which it believes that no ordinary letter waits
BURST = timedelta(seconds=2)  # a batch behind its rate makes up for no more than this

# In the order of the model's fields, as Django wants them; the last ones are kept as JSON.
COLUMNS = (
    "id", "key", "to", "subject", "text", "html", "kind", "message_id", "attempts", "fence",
    "mailing_id", "gaps", "headers", "enclosed",
)  # fmt: skip
TAKE = """
UPDATE kit_message SET state = 'handing_over', worker = %s, lease_until = %s,
    attempts = attempts + 1, fence = fence + 1, tried_at = COALESCE(tried_at, %s)
WHERE id = (
    SELECT id FROM kit_message
    WHERE state = 'queued' AND epoch = %s AND mailing_id {of} AND due_at <= %s
    ORDER BY due_at, id LIMIT 1 {skip}
) {guard}
RETURNING {columns}
"""
NOT_PAUSED = "AND EXISTS (SELECT 1 FROM kit_mailing WHERE id = %s AND NOT paused)"


def due() -> QuerySet[Message]:
    """Letters that may go now. Those of an epoch before a restore wait for a person."""
    epoch = Installation.current().epoch
    return (
        Message.objects.filter(state="queued", epoch=epoch, due_at__lte=clock.wall())
        .exclude(mailing__paused=True)
        .order_by("due_at", "pk")
    )


def anything_due() -> bool:
    """Whether a letter may go now, asked of the index in a few statements."""
    knowing = Batches()
    ordinary = _waiting(knowing.epoch).filter(mailing__isnull=True)
    return ordinary.exists() or any(knowing.open_now())


class Batches:
    """What a worker knows of the batches that may send, looked up afresh twice a second."""

    def __init__(self) -> None:
        self._until = 0.0
        self._none_until = 0.0
        self._open: list[Mailing] = []
        self._epoch = 0

    @property
    def epoch(self) -> int:
        """The installation's."""
        self._look()
        return self._epoch

    def open_now(self) -> Iterator[Mailing]:
        """Batches with a letter that waits and is due; those with a rate come first."""
        self._look()
        now = clock.wall()
        yield from (each for each in self._open if each.next_at is None or each.next_at <= now)

    def seconds_to_next(self) -> float | None:
        """How long the batches with a rate have to wait; ``None`` where none waits."""
        self._look()
        waits = [(each.next_at - clock.wall()).total_seconds() for each in self._open
                 if each.next_at is not None]  # fmt: skip
        return max(min(waits), 0.0) if waits else None

    def look_for_ordinary(self) -> bool:
        """Whether to ask for an ordinary letter now, which is not done for each of a batch."""
        return time.monotonic() >= self._none_until

    def no_ordinary(self) -> None:
        """None waits: do not ask for a moment."""
        self._none_until = time.monotonic() + ORDINARY_AGAIN

    def nothing_of(self, mailing: Mailing) -> None:
        """Leave this one out until the next look."""
        self._open = [each for each in self._open if each.pk != mailing.pk]

    def many(self) -> bool:
        """Whether a batch may send as fast as it can, so that more connections are worth it."""
        self._look()
        return any(each.rate is None or each.rate > 600 for each in self._open)

    def _look(self) -> None:
        if time.monotonic() < self._until:
            return
        self._epoch = Installation.current().epoch
        waiting = _waiting(self._epoch).filter(mailing=OuterRef("pk"))
        rows = Mailing.objects.filter(Exists(waiting), paused=False, body__isnull=False)
        rows = rows.select_related("body")
        self._open = sorted(rows.order_by("pk"), key=lambda each: each.rate is None)
        self._until = time.monotonic() + LOOK_AGAIN


class Hand:
    """One transaction of the ledger: its cursor and the moment at which it is written."""

    def __init__(self, cursor: Any, worker: str) -> None:
        self.cursor = cursor
        self.worker = worker
        self.now = clock.wall()
        self.at = _written(self.now)
        self._until = _written(self.now + LEASE)

    def take(self, knowing: Batches) -> Message | None:
        """The next letter, marked as being handed over."""
        if asked := knowing.look_for_ordinary():
            if (message := self._taken(knowing.epoch, None)) is not None:
                return message
            knowing.no_ordinary()
        for mailing in knowing.open_now():
            if (message := self._of_batch(knowing.epoch, mailing)) is not None:
                message.mailing = mailing
                return message
            knowing.nothing_of(mailing)
        # Before a worker says that nothing waits it has asked for all there may be.
        return None if asked else self._taken(knowing.epoch, None)

    def _of_batch(self, epoch: int, mailing: Mailing) -> Message | None:
        if mailing.rate is None:
            return self._taken(epoch, mailing)
        row = Mailing.objects.select_for_update().filter(pk=mailing.pk, paused=False).first()
        if row is None or row.rate is None or (row.next_at or self.now) > self.now:
            return None
        message = self._taken(epoch, mailing)
        if message is not None:
            since = max(row.next_at or self.now, self.now - BURST)
            mailing.next_at = since + timedelta(minutes=1) / row.rate
            Mailing.objects.filter(pk=row.pk).update(next_at=mailing.next_at)
        return message

    def _taken(self, epoch: int, mailing: Mailing | None) -> Message | None:
        which = [] if mailing is None else [mailing.pk]
        values = [self.worker, self._until, self.at, epoch, *which, self.at, *which]
        self.cursor.execute(_statement(connection.vendor, mailing is None), values)
        row = self.cursor.fetchone()
        return None if row is None else _read(row)


@cache
def _statement(vendor: str, ordinary: bool) -> str:
    skips = connection.features.has_select_for_update_skip_locked
    return TAKE.format(
        of="IS NULL" if ordinary else "= %s",
        skip="FOR UPDATE SKIP LOCKED" if skips else "",
        guard="" if ordinary else NOT_PAUSED,
        columns=", ".join(map(connection.ops.quote_name, COLUMNS)),
    )


def _read(row: tuple[Any, ...]) -> Message:
    """A letter with these columns; the others are fetched where somebody asks for them."""
    values = list(row)
    values[-3:] = [json.loads(value) if isinstance(value, str) else value for value in row[-3:]]
    return Message.from_db("default", COLUMNS, values)


def _written(moment: datetime) -> Any:
    """A moment as this database's own statements want it."""
    return connection.ops.adapt_datetimefield_value(moment)


def _waiting(epoch: int) -> QuerySet[Message]:
    return Message.objects.filter(state="queued", epoch=epoch, due_at__lte=clock.wall())
