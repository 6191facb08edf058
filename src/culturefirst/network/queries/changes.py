"""Who changed what, and when."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import User


def changes(about: str) -> QuerySet[Any]:
    """The audit events of the record that is ``about`` so, latest first.

    Each has ``actor_name``, which is ``None`` where nobody acted or the account is gone.
    """
    name = User.objects.filter(pk=OuterRef("actor")).values("person__name")[:1]
    events = AuditEvent.objects.filter(about=about)
    return events.annotate(actor_name=Subquery(name)).order_by("-at", "-pk")
