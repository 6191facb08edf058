"""With whom somebody compares figures again and again."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.whose import bodies_of
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person


class ComparisonGroups(models.QuerySet[Any]):
    """Groups: one's own, and those of the organisations at which one holds a post."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        if not roles(user) or getattr(user, "person_id", None) is None:
            return self.none()
        return self.filter(Q(person=user.person_id) | Q(organisation__in=bodies_of(user)))


class ComparisonGroup(models.Model):
    """Organisations picked by hand, or the traits by which the nearest are found, under a name.

    It is either of the person who keeps it, or of an organisation, all of whose people find it.
    """

    class Kind(models.TextChoices):
        PICKED = "picked", "Organisations chosen by hand"
        NEAREST = "nearest", "Nearest neighbours"

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject(
        "person", "delete", only=("name", "kind", "traits", "kept_on")
    )
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    traits = models.JSONField(default=list, blank=True)
    bodies: Any = models.ManyToManyField(Organisation, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept_on = models.DateField()
    objects = Confidential.from_queryset(ComparisonGroups)()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False)
                | Q(person__isnull=False, organisation__isnull=True),
                name="comparison_group_is_of_one",
            ),
            models.UniqueConstraint(fields=["person", "name"], name="comparison_group_of_person"),
            models.UniqueConstraint(
                fields=["organisation", "name"], name="comparison_group_of_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"comparison_group:{self.pk}"
