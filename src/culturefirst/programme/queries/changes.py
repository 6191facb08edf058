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
