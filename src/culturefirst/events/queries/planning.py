"""What whoever plans an event chooses of, and what else happens then."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.events.policy import KEEPERS
from culturefirst.kit.policy import roles
from culturefirst.network.models import Audience, Group, GroupMember, Organisation
from culturefirst.programme.models import Activity


def groups_to_plan_for(user: Any, on: date) -> "QuerySet[Group]":
    """The groups that this person is in and may plan for."""
    sits = GroupMember.objects.in_on(on).filter(person=getattr(user, "person_id", None))
    if not roles(user) & KEEPERS:
        sits = sits.filter(part__in=GroupMember.KEEPERS)
    rows: QuerySet[Group] = Group.objects.visible_to(user).standing_on(on)
    return rows.filter(pk__in=sits.values("group"))


def choices(user: Any, on: date, event: Any = None) -> dict[str, "QuerySet[Any]"]:
    """What this person may choose of, by field: with what the event has already, if it has."""
    current = Q(programme__priority__work_programme__state="current")
    standing = Organisation.objects.standing_on(on).values("pk")
    return {
        "group": groups_to_plan_for(user, on) | _had(Group, event, "group_id"),
        "audience": Audience.objects.visible_to(user).filter(
            Q(retired_at__isnull=True) | Q(pk=getattr(event, "audience_id", None))
        ),
        "serves": Activity.objects.visible_to(user).filter(
            current | Q(pk=getattr(event, "serves_id", None))
        ),
        "host": Organisation.objects.filter(
            Q(pk__in=standing) | Q(pk=getattr(event, "host_id", None))
        ).order_by("name"),
    }


def _had(model: Any, event: Any, name: str) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(pk=getattr(event, name, None))
    return rows
