"""The audit trail: one event an action, chained so that a changed byte is found."""

import json
from hashlib import sha256
from typing import Any

from django.db import models

from culturefirst.kit import clock
from culturefirst.kit.keeps import snapshot
from culturefirst.kit.locks import locked


def record(
    verb: str,
    *,
    by: Any,
    changed: models.Model | None = None,
    before: dict[str, Any] | None = None,
    about: str = "",
    reason: str = "",
) -> Any:
    """Write one event inside the caller's transaction and return it."""
    from culturefirst.kit.models import AuditEvent, AuditHead

    head = locked(AuditHead.the_one())
    event = AuditEvent(
        at=clock.now(),
        actor=by.pk,
        verb=verb,
        object_type=changed._meta.label_lower if changed else "",
        object_id=str(changed.pk) if changed else "",
        about=about,
        before=_differing(before or {}, changed, first=True),
        after=_differing(before or {}, changed, first=False),
        reason=reason,
        previous=head.digest,
    )
    event.digest = digest(event)
    event.save(force_insert=True)
    head.digest = event.digest
    head.save(update_fields=["digest"])
    return event


def digest(event: Any) -> str:
    """SHA-256 over the event's content and its predecessor's digest, in hex."""
    names = ("actor", "verb", "object_type", "object_id", "about", "before", "after", "reason")
    content = [event.previous, event.at.isoformat(), *(getattr(event, name) for name in names)]
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def broken_at() -> int | None:
    """The id of the first event that does not follow from the one before, or ``None``."""
    from culturefirst.kit.models import AuditEvent, AuditHead

    previous = ""
    for event in AuditEvent.objects.order_by("pk").iterator():
        if event.previous != previous or digest(event) != event.digest:
            return int(event.pk)
        previous = event.digest
    last = AuditEvent.objects.order_by("pk").last()
    return None if AuditHead.the_one().digest == previous else int(last.pk if last else 0)


def _differing(
    before: dict[str, Any], changed: models.Model | None, *, first: bool
) -> dict[str, Any]:
    after = snapshot(changed) if changed is not None and changed.pk is not None else {}
    if not before:
        return {} if first else after
    source = before if first else after
    return {name: source[name] for name in after if before.get(name) != after[name]}
