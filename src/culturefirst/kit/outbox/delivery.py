"""Handing letters over to the mail server.

One commit a letter: "this one is sent" and "the next is being handed over" are written together,
so a worker killed at any moment leaves at most one letter in doubt. A letter in doubt is sent
again or listed, as its kind says. Nothing is ever skipped.
"""

import logging
from datetime import timedelta
from threading import Event
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from culturefirst.kit import clock
from culturefirst.kit.faults import fault
from culturefirst.kit.models import Installation
from culturefirst.kit.outbox.kinds import WITHHOLD, kind
from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.post import NotOpen, Outcome, Post

log = logging.getLogger(__name__)
# Longer than a hand-over can take (four answers of at most ten seconds each), shorter than the
# minute within which a dead worker's letters are taken up again.
LEASE = timedelta(seconds=45)
GIVE_UP = timedelta(hours=24)
LONGEST_WAIT = timedelta(hours=2)


def deliver(*, worker: str = "here", stop: Event | None = None, post: Post | None = None) -> bool:
    """Hand over every letter that is due; ``False`` where there was none."""
    recover()
    if not due().exists():
        return False
    post = post or Post()
    try:
        post.open()
    except NotOpen as closed:
        log.warning("No connection to the mail server: %s", closed)
        return False
    try:
        return bool(_deliver_all(post, worker, stop or Event()))
    finally:
        post.close()


def recover() -> int:
    """Settle the letters that a dead worker had in its hand; returns how many."""
    lapsed = Message.objects.filter(state=Message.State.HANDING_OVER, lease_until__lt=clock.wall())
    if not lapsed.exists():  # idle workers do not take SQLite's one write lock
        return 0
    with transaction.atomic():
        for message in (letters := list(lapsed.select_for_update(skip_locked=True))):
            _doubt(message, "A worker died handing it over.", wait=timedelta(0))
        return len(letters)


def due() -> QuerySet[Message]:
    """Letters that may go now. Those of an epoch before a restore wait for a person."""
    epoch = Installation.current().epoch
    return Message.objects.filter(
        state=Message.State.QUEUED, epoch=epoch, due_at__lte=clock.wall()
    ).order_by("due_at", "pk")


def _deliver_all(post: Post, worker: str, stop: Event) -> int:
    handed = 0
    message = _settle_and_take(None, None, worker)
    while message is not None:
        fault("handing-over")
        outcome = post.hand_over(message)
        fault("after-250")
        handed += 1
        message = _settle_and_take(message, outcome, "" if stop.is_set() else worker)
    return handed


def _settle_and_take(last: Message | None, outcome: Outcome | None, worker: str) -> Message | None:
    """In one commit: write what became of ``last`` and mark the next as being handed over."""
    with transaction.atomic():
        if last is not None and outcome is not None:
            _settle(last, outcome)
        taken = _take(worker) if worker else None
        fault("before-mark")
    return taken


def _take(worker: str) -> Message | None:
    while (message := due().select_for_update(skip_locked=True).first()) is not None:
        if reason := _withheld(message):
            _over(message, Message.State.SUPPRESSED, reason)
            continue
        message.state, message.worker = Message.State.HANDING_OVER, worker
        message.attempts, message.fence = message.attempts + 1, message.fence + 1
        message.lease_until = clock.wall() + LEASE
        message.save()
        return message
    return None


def _withheld(message: Message) -> str:
    return next((reason for ask in WITHHOLD if (reason := ask(message))), "")


def _settle(message: Message, outcome: Outcome) -> None:
    held = Message.objects.select_for_update().filter(
        pk=message.pk, fence=message.fence, state=Message.State.HANDING_OVER
    )
    if not held:
        # The lease ran out while the server was slow; who took it up has settled it.
        log.warning("Letter %s had passed to another worker", message.pk)
    elif outcome.code == "sent":
        _over(message, Message.State.SENT, "")
    elif outcome.code == "refused":
        _over(message, Message.State.FAILED, outcome.says)
    elif outcome.code == "later":
        _later(message, outcome.says)
    else:
        _doubt(message, outcome.says)


def _later(message: Message, says: str, wait: timedelta | None = None) -> None:
    if clock.wall() - message.written_at >= GIVE_UP:
        _over(message, Message.State.FAILED, f"Tried for a day. {says}")
        return
    if wait is None:
        wait = min(timedelta(minutes=1) * 2 ** (message.attempts - 1), LONGEST_WAIT)
    _write(message, state=Message.State.QUEUED, reason=says, due_at=clock.wall() + wait)


def _doubt(message: Message, says: str, wait: timedelta | None = None) -> None:
    if kind(message.kind).doubt == "resend":
        _later(message, says, wait)
    else:
        _over(message, Message.State.UNCERTAIN, says)


def _over(message: Message, state: str, reason: str) -> None:
    _write(message, state=state, reason=reason, settled_at=clock.wall())


def _write(message: Message, **values: Any) -> None:
    for name, value in (values | {"lease_until": None}).items():
        setattr(message, name, value)
    message.save(update_fields=[*values, "lease_until"])
