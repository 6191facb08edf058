"""What becomes of letters, written into the ledger: one commit a letter and connection.

"This one is sent" and "the next is being handed over" are written together. Connections of one
process that come at the same time share a commit: whoever comes first writes for all that wait,
so that a slow disk is waited for once, and nobody quarrels over SQLite's one write lock (which
makes those that come second sleep, and is not fair).
"""

import logging
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from culturefirst.kit import clock
from culturefirst.kit.faults import fault
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.kit.outbox.kinds import WITHHOLD, kind
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.post import Outcome
from culturefirst.kit.outbox.taking import Batches, Hand

log = logging.getLogger(__name__)
GIVE_UP = timedelta(hours=24)
LONGEST_WAIT = timedelta(hours=2)
State = Message.State
# Run for each letter, and therefore written out.
SENT = """
UPDATE kit_message SET state = 'sent', reason = '', settled_at = %s, lease_until = NULL
WHERE id = %s AND fence = %s AND state = 'handing_over'
"""
SUPPRESSED = "SELECT reason, why FROM kit_suppression WHERE digest = %s AND lifted_at IS NULL"


@dataclass
class _Wish:
    """What one connection asks: settle this letter, give me the next."""

    last: Message | None
    outcome: Outcome | None
    takes: bool
    over: bool = False
    taken: Message | None = None
    error: BaseException | None = None


class Ledger:
    """The ledger as the connections of one worker see it."""

    def __init__(self, worker: str) -> None:
        self.batches = Batches()
        self._worker = worker
        self._turn = threading.Lock()
        self._wishes: list[_Wish] = []

    def settle_and_take(
        self, last: Message | None, outcome: Outcome | None, *, more: bool = True
    ) -> Message | None:
        """Write what became of ``last`` and, with ``more``, mark the next as being handed over."""
        wish = _Wish(last, outcome, more)
        self._wishes.append(wish)
        with self._turn:
            if not wish.over:
                mine, self._wishes = self._wishes, []
                self._grant(mine)
        if wish.error is not None:
            raise wish.error
        return wish.taken

    def _grant(self, wishes: list[_Wish]) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                hand = Hand(cursor, self._worker)
                for wish in wishes:
                    if wish.last is not None and wish.outcome is not None:
                        settle(wish.last, wish.outcome, hand)
                for wish in wishes:
                    wish.taken = self._take(hand) if wish.takes else None
                fault("before-mark")
        except BaseException as error:
            for wish in wishes:
                wish.taken, wish.error = None, error
            if not isinstance(error, Exception):
                raise
        finally:
            for wish in wishes:
                wish.over = True

    def _take(self, hand: Hand) -> Message | None:
        while (message := hand.take(self.batches)) is not None:
            if not (reason := _suppressed(message, hand) or _withheld(message)):
                return message
            over(message, State.SUPPRESSED, reason)
        return None


def settle(message: Message, outcome: Outcome, hand: Hand) -> None:
    """Write what became of a letter, if it is still in this worker's hand."""
    says = outcome.says
    if outcome.code == "sent":
        held = _sent(message, hand)
    else:
        rows = Message.objects.select_for_update().filter(
            pk=message.pk, fence=message.fence, state=State.HANDING_OVER
        )
        held = bool(rows)
        if held and rows[0].to != message.to:
            says = ""  # they were erased meanwhile, and the server's words name the address
    if not held:
        # The lease ran out while the server was slow; who took it up has settled it.
        log.warning("Letter %s had passed to another worker", message.pk)
    elif outcome.code == "refused":
        over(message, State.FAILED, says)
    elif outcome.code == "doubt":
        doubt(message, says)
    elif outcome.code == "later":
        later(message, says)
    elif outcome.code == "closed":
        _write(message, state=State.QUEUED, reason=says)


def later(message: Message, says: str, wait: timedelta | None = None) -> None:
    """Let a letter wait, twice as long each time, or give it up after a day of trying."""
    if message.tried_at is not None and clock.wall() - message.tried_at >= GIVE_UP:
        over(message, State.FAILED, f"Tried for a day. {says}")
        return
    if wait is None:
        wait = min(timedelta(minutes=1) * 2 ** (message.attempts - 1), LONGEST_WAIT)
    _write(message, state=State.QUEUED, reason=says, due_at=clock.wall() + wait)


def doubt(message: Message, says: str, wait: timedelta | None = None) -> None:
    """Send a letter again or list it, as its batch or its kind says."""
    if message.doubt == "resend":
        later(message, says, wait)
    else:
        over(message, State.UNCERTAIN, says)


def over(message: Message, state: str, reason: str) -> None:
    """Settle a letter for good."""
    _write(message, state=state, reason=reason, settled_at=clock.wall())


def _sent(message: Message, hand: Hand) -> bool:
    hand.cursor.execute(SENT, [hand.at, message.pk, message.fence])
    return bool(hand.cursor.rowcount)


def _suppressed(message: Message, hand: Hand) -> str:
    if not (heeds := kind(message.kind).heeds):
        return ""
    hand.cursor.execute(SUPPRESSED, [digest_of(message.to)])
    return next((why for reason, why in hand.cursor.fetchall() if reason in heeds), "")


def _withheld(message: Message) -> str:
    return next((reason for ask in WITHHOLD if (reason := ask(message))), "")


def _write(message: Message, **values: Any) -> None:
    for name, value in (values | {"lease_until": None}).items():
        setattr(message, name, value)
    message.save(update_fields=[*values, "lease_until"])
