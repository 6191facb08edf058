"""Who changed what in a programme, and when."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import User
from culturefirst.programme.models import WorkProgramme


def changes(work_programme: WorkProgramme) -> QuerySet[Any]:
    """The programme's audit events, latest first, each with ``actor_name`` (or ``None``)."""
    name = User.objects.filter(pk=OuterRef("actor")).values("person__name")[:1]
    events = AuditEvent.objects.filter(about=work_programme.about)
    return events.annotate(actor_name=Subquery(name)).order_by("-at", "-pk")


def last_change(kind: str, pk: int) -> AuditEvent | None:
    """What was last done to a record of this room (``kind`` is its model's name)."""
    events = AuditEvent.objects.filter(object_type=f"programme.{kind}", object_id=str(pk))
    return events.order_by("-pk").first()


def name_of(model: Any, pk: Any) -> str:
    """What a record that a change names is called, or nothing where it is gone.

    Only for pages of members: everything that a record of this room names is theirs to see.
    """
    return str(model._base_manager.filter(pk=pk).first() or "")
