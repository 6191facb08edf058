"""Who keeps a plan, and what was said of it at reviews."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.plans import LONG, OfPlan, Plan
from culturefirst.improvement.models.whose import bodies_of, let_read
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.network.models import Person


class PlanMember(models.Model):
    """Somebody of the body keeps the plan: leads it, or is one of its team."""

    class Part(models.TextChoices):
        LEAD = "lead", "Leads it"
        TEAM = "team", "Works on it"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("person", "delete")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part, default=Part.TEAM)
    since = models.DateField()
    objects = Confidential.from_queryset(OfPlan)()

    class Meta:
        ordering = ("part", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="plan_member_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def about(self) -> str:
        return str(self.plan.about)


class ReviewNotes(OfPlan):
    """Notes at reviews: for the body's own people and whom it lets read, not for all members."""

    def visible_to(self, user: Any) -> Self:
        seen = super().visible_to(user)
        if getattr(user, "is_system", False):
            return seen
        return seen.filter(Q(plan__organisation__in=bodies_of(user)) | let_read(user, "plan__"))


class ReviewNote(models.Model):
    """What was said at a review, of the whole plan or of one action; never changed afterwards."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "The note is the organisation's own record.", only=("on",)
    )
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="notes")
    action = models.ForeignKey(
        "improvement.PlanAction", models.CASCADE, null=True, blank=True, related_name="notes"
    )
    words = models.TextField(validators=LONG)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    objects = Confidential.from_queryset(ReviewNotes)()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="review_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def about(self) -> str:
        return str(self.plan.about)
