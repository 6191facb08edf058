"""Questions about privacy: who looked, and when old things were last forgotten."""

from django.db.models import QuerySet

from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import Look, Person, Unsettled


def looks_at(person: Person) -> QuerySet[Look]:
    """Who looked at this person's private details, the latest first."""
    rows: QuerySet[Look] = Look.objects.filter(person=person).select_related("viewer")
    return rows


def last_forgetting() -> AuditEvent | None:
    """The last time the rules of retention were carried out."""
    return AuditEvent.objects.filter(verb="network.forget_in_time").order_by("-pk").first()


def namesakes(person: Person) -> bool:
    """Whether somebody else here has the same name, so that texts may mean them."""
    same = Person.objects.standing().filter(name__iexact=person.name)
    return bool(same.exclude(pk=person.pk).exists())


def unsettled() -> QuerySet[Unsettled]:
    """Whoever was erased and may still be named in others' texts, the longest ago first."""
    rows: QuerySet[Unsettled] = Unsettled.objects.order_by("on", "pk")
    return rows
