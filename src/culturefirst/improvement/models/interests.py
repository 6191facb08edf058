"""Why two bodies should not challenge each other, as somebody declared it in confidence."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.improvement.models.rounds import pairs_rounds
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person


class Interests(models.QuerySet[Any]):
    """Declared interests: for whoever declared one, and for the team that pairs."""

    def visible_to(self, user: Any) -> Self:
        if pairs_rounds(user):
            return self
        person = getattr(user, "person_id", None)
        return self.filter(declared_by=person) if person and roles(user) else self.none()

    def standing_on(self, day: Any) -> Self:
        """Those that hold on the day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), withdrawn_on__isnull=True)


class Interest(models.Model):
    """Why two bodies should not challenge each other, as somebody declared it in confidence."""

    class Kind(models.TextChoices):
        DISPUTE = "dispute", "They are in dispute"
        MANAGER = "manager", "They share a manager"
        EARLIER = "earlier", "They were paired before"
        COMPETE = "compete", "They compete"
        OTHER = "other", "Another reason"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "declared_by", "keep", "It is between two organisations.", only=("kind", "declared_on")
    )
    one = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    why = models.TextField(blank=True, validators=[MaxLengthValidator(1000)])
    until = models.DateField("holds until", null=True, blank=True)
    declared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    declared_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(Interests)()

    class Meta:
        ordering = ("-declared_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="interest_is_of_two",
                violation_error_message="Name two different organisations.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def about(self) -> str:
        return f"interest:{self.pk}"
