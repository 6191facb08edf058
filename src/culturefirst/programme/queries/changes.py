"""Who changed what in a programme, and when."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.kit.models import AuditEvent
from culturefirst.network import queries as network
from culturefirst.programme.models import WorkProgramme


def changes(work_programme: WorkProgramme) -> QuerySet[Any]:
    """The programme's audit events, latest first, each with ``actor_name`` (or ``None``)."""
    return network.changes(work_programme.about)


def last_change(kind: str, pk: int) -> AuditEvent | None:
    """What was last done to a record of this room (``kind`` is its model's name)."""
    events = AuditEvent.objects.filter(object_type=f"programme.{kind}", object_id=str(pk))
    return events.order_by("-pk").first()
