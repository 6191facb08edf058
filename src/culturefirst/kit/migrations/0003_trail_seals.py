"""The trail holds its words by a seal, so that a name can be taken out of them."""

import json
import secrets
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import migrations, models

from culturefirst.kit import trail_guard

WORDS = ("before", "after", "reason")
NAMES = ("actor", "verb", "object_type", "object_id", "about")


def lift(apps: Any, schema_editor: Any) -> None:
    """The guard lets nobody through, not even this."""
    trail_guard.lift(schema_editor.connection)


def seal(apps: Any, schema_editor: Any) -> None:
    """Chain every event anew; where the chain was broken before, it stays broken."""
    events, heads = apps.get_model("kit", "AuditEvent"), apps.get_model("kit", "AuditHead")
    before, chained = "", ""
    batch = []
    for event in events.objects.order_by("pk").iterator():
        sound = event.previous == before and event.digest == as_it_was(event)
        before, event.previous = event.digest, chained
        event.salt = secrets.token_hex(16)
        event.seal = _digest([event.salt, *(getattr(event, name) for name in WORDS)])
        if sound:
            event.digest = _chained(event)
        chained = event.digest
        batch.append(event)
        if len(batch) == 500:
            _write(events, batch)
    _write(events, batch)
    head = heads.objects.filter(digest=before)
    head.update(digest=chained)
    trail_guard.put(schema_editor.connection)


def _write(events: Any, batch: list[Any]) -> None:
    events.objects.bulk_update(batch, ["salt", "seal", "previous", "digest"])
    batch.clear()


def as_it_was(event: Any) -> str:
    values = (getattr(event, name) for name in (*NAMES, *WORDS))
    return _digest([event.previous, _at(event), *values])


def _chained(event: Any) -> str:
    values = (getattr(event, name) for name in (*NAMES, "seal"))
    return _digest([event.previous, _at(event), *values])


def _at(event: Any) -> str:
    return str(event.at.astimezone(UTC).isoformat())


def _digest(content: Any) -> str:
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_trail_guard")]
    operations = [
        migrations.RunPython(lift, trail_guard.migrate),
        migrations.AddField("auditevent", "salt", models.CharField(blank=True, max_length=32, default=""), preserve_default=False),
        migrations.AddField("auditevent", "seal", models.CharField(blank=True, max_length=64, default=""), preserve_default=False),
        migrations.RunPython(seal, lift),
    ]
