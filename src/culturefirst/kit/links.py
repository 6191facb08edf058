"""What grew out of what: from a need to an event, from an event to a project.

A link joins two records of any rooms without either room knowing the other.
"""

from typing import Any, ClassVar, cast

from django.apps import apps
from django.db import models

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import policy, roles


class Link(models.Model):
    """``target`` grew out of ``source``; ``kind`` says how ("became a project")."""

    keeps: ClassVar[str] = "member"
    source_type = models.CharField(max_length=100)
    source_id = models.CharField(max_length=40)
    target_type = models.CharField(max_length=100)
    target_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=50)
    by = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        indexes = [models.Index(fields=["target_type", "target_id"], name="link_target")]
        constraints = [
            models.UniqueConstraint(
                fields=["source_type", "source_id", "target_type", "target_id", "kind"],
                name="one_link_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.target_type} {self.target_id} {self.kind} {self.source_type}"

    @property
    def source(self) -> models.Model | None:
        """The record it grew out of, or ``None`` where that is gone."""
        return _record(self.source_type, self.source_id)

    @property
    def target(self) -> models.Model | None:
        """The record that grew, or ``None`` where that is gone."""
        return _record(self.target_type, self.target_id)


@policy("anybody who holds a role in the network")
def link_records(user: Any, subject: Any) -> bool:
    return bool(getattr(user, "is_system", False) or roles(user))


@action("linked what grew out of what", allow=link_records)
def link(*, by: Any, source: models.Model, target: models.Model, kind: str) -> Link:
    """Say that ``target`` grew out of ``source``; said twice, it stays one link.

    Whether the person may touch the two records is for the action that calls this one.
    """
    if source == target:
        raise DomainError("A record cannot grow out of itself. Choose another one.")
    ends = {**_end("source", source), **_end("target", target)}
    return Link.objects.get_or_create(**ends, kind=kind, defaults={"by": by.pk, "at": clock.now()})[
        0
    ]


def from_(record: models.Model) -> models.QuerySet[Link]:
    """Links to what grew out of this record, the earliest first."""
    return Link.objects.filter(**_end("source", record))


def to(record: models.Model) -> models.QuerySet[Link]:
    """Links to what this record grew out of, the earliest first."""
    return Link.objects.filter(**_end("target", record))


def _end(side: str, record: models.Model) -> dict[str, str]:
    return {f"{side}_type": record._meta.label_lower, f"{side}_id": str(record.pk)}


def _record(label: str, pk: str) -> models.Model | None:
    try:
        model = apps.get_model(label)
    except LookupError:  # a room that is no longer installed
        return None
    return cast("models.Model | None", model._base_manager.filter(pk=pk).first())
