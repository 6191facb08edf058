"""Handing letters over to the mail server.

One commit a letter: "this one is sent" and "the next is being handed over" are written together,
so a worker killed at any moment leaves at most one letter a connection in doubt. A letter in doubt
is sent again or listed, as its kind or its batch says. Nothing is ever skipped.
"""

import logging
from datetime import timedelta
from threading import Event, Thread

from django.db import connections, transaction

from culturefirst.kit import clock
from culturefirst.kit.faults import fault
from culturefirst.kit.outbox.ledger import Ledger, doubt
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.post import NotOpen, Post
from culturefirst.kit.outbox.taking import anything_due

log = logging.getLogger(__name__)
STAY = 5  # seconds for which a connection waits for the next letter of a batch with a rate


def deliver(
    *,
    worker: str = "here",
    stop: Event | None = None,
    post: Post | None = None,
    connections: int = 1,
) -> bool:
    """Hand over every letter that is due; ``False`` where there was none.

    Where a batch is under way, up to so many connections are used at once, each by a thread with
    a database connection of its own.
    """
    recover()
    if not anything_due():
        return False
    post = post or Post()
    try:
        post.open()
    except NotOpen as closed:
        log.warning("No connection to the mail server: %s", closed)
        return False
    return _deliver_all(post, Ledger(worker), stop or Event(), connections)


def recover() -> int:
    """Settle the letters that a dead worker had in its hand; returns how many."""
    lapsed = Message.objects.filter(state=Message.State.HANDING_OVER, lease_until__lt=clock.wall())
    if not lapsed.exists():  # idle workers do not take SQLite's one write lock
        return 0
    with transaction.atomic():
        rows = lapsed.select_related("mailing")
        for message in (letters := list(rows.select_for_update(skip_locked=True, of=("self",)))):
            doubt(message, "A worker died handing it over.", wait=timedelta(0))
        return len(letters)


def _deliver_all(post: Post, ledger: Ledger, stop: Event, connections: int) -> bool:
    helpers = [Helper(ledger, stop) for _ in range(connections - 1 if ledger.batches.many() else 0)]
    for helper in helpers:
        helper.start()
    try:
        handed = carry(post, ledger, stop, stays=True)
    finally:
        post.close()
        for helper in helpers:
            helper.join()
    return bool(handed + sum(helper.handed for helper in helpers))


def carry(post: Post, ledger: Ledger, stop: Event, *, stays: bool = False) -> int:
    """Hand over letter after letter until none is due; returns how many.

    Who ``stays`` waits a little for the next letter of a batch that goes at a rate.
    """
    handed = 0
    message = ledger.settle_and_take(None, None)
    while message is not None:
        fault("handing-over")
        outcome = post.hand_over(message)
        fault("after-250")
        handed += 1
        go_on = outcome.code != "closed" and not stop.is_set()
        message = ledger.settle_and_take(message, outcome, more=go_on)
        while message is None and go_on and stays and _soon(ledger, stop):
            message = ledger.settle_and_take(None, None)
    return handed


def _soon(ledger: Ledger, stop: Event) -> bool:
    """Wait until the next letter of a batch may go, where that is soon."""
    wait = ledger.batches.seconds_to_next()
    return wait is not None and wait <= STAY and not stop.wait(wait)


class Helper(Thread):
    """One more connection to the mail server, with a database connection of its own."""

    def __init__(self, ledger: Ledger, stop: Event) -> None:
        super().__init__(daemon=True)
        self._ledger, self._ending = ledger, stop
        self.handed = 0

    def run(self) -> None:
        """Carry letters; a server that takes no further connection leaves the others to it."""
        post = Post()
        try:
            post.open()
            self.handed = carry(post, self._ledger, self._ending)
        except NotOpen as closed:
            log.info("No further connection to the mail server: %s", closed)
        except Exception:
            log.exception("One connection to the mail server met a fault")
        finally:
            post.close()
            connections.close_all()
