"""The audit trail: one event an action, chained so that a changed byte is found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from django.db import models, transaction

from culturefirst.kit import clock, seals
from culturefirst.kit.batches import AT_ONCE
from culturefirst.kit.keeps import snapshot
from culturefirst.kit.locks import locked
from culturefirst.kit.seals import broken_at

__all__ = ["Entry", "broken_at", "gathered", "note", "record"]


@dataclass(frozen=True)
class Entry:
    """What one action did, ready to be written."""

    at: datetime
    actor: int | None
    verb: str
    object_type: str
    object_id: str
    about: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


Marker = Callable[[], None]
_pending: ContextVar[list[tuple[Entry, Marker]] | None] = ContextVar("pending", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Write the events of this block together at its end, inside its transaction.

    The chain has one head, which everybody locks. Locked last, and once, it cannot stand in a
    circle with the rows that several actions lock one after the other.
    """
    if _pending.get() is not None:
        yield
        return
    token, since = _pending.set([]), len(transaction.get_connection().run_on_commit)
    try:
        yield
        _write(_standing(_pending.get() or [], since))
    finally:
        _pending.reset(token)


def record(
    verb: str,
    *,
    by: Any,
    changed: models.Model | None = None,
    before: dict[str, Any] | None = None,
    about: str = "",
    reason: str = "",
    pk: Any = None,
) -> None:
    """Leave one event in the caller's transaction.

    ``before`` is the record's snapshot as it was; ``pk`` its id where it has been deleted since,
    in which case the event keeps all of ``before`` and nothing after it.
    """
    after = snapshot(changed) if changed is not None and changed.pk is not None else {}
    entry = Entry(
        at=clock.now().astimezone(UTC),
        actor=by.pk,
        verb=verb,
        object_type=changed._meta.label_lower if changed is not None else "",
        object_id=str(changed.pk or pk) if changed is not None else "",
        about=about,
        before=_differing(before or {}, after),
        after=_differing(after, before or {}),
        reason=reason,
    )
    note(entry)


def note(entry: Entry) -> None:
    """Leave this event in the caller's transaction."""
    with gathered():
        cast(list[Any], _pending.get()).append((entry, _marked()))


def _write(entries: list[Entry]) -> None:
    from culturefirst.kit.models import AuditEvent

    if not entries:
        return
    head, events = _head(), []
    for entry in entries:
        event = AuditEvent(**vars(entry), previous=head.digest)
        seals.put_on(event)
        event.digest = head.digest = seals.digest(event)
        events.append(event)
    AuditEvent.objects.bulk_create(events, batch_size=AT_ONCE)  # their keys rise in this order
    head.save(update_fields=["digest"])


def _head() -> Any:
    from culturefirst.kit.models import AuditHead

    try:
        return locked(AuditHead(pk=1))
    except AuditHead.DoesNotExist:  # before the first event of all
        return locked(AuditHead.the_one())


def _differing(these: dict[str, Any], those: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in these.items() if those.get(name, ...) != value}


def _marked() -> Marker:
    """A mark in the transaction, which goes if what is done now is undone with a savepoint.

    Django forgets an ``on_commit`` function together with the savepoint it was given in.
    """

    def marker() -> None:
        """Nothing is left to do on commit."""

    transaction.on_commit(marker)
    return marker


def _standing(pending: list[tuple[Entry, Marker]], since: int) -> list[Entry]:
    """Those of the entries whose mark is still there; of the marks, ``since`` are older ones."""
    marks = {id(done) for _, done, _ in transaction.get_connection().run_on_commit[since:]}
    return [entry for entry, marker in pending if id(marker) in marks]
