"""What is kept of an action besides what it says: days that moved, and what it saved."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.plan_actions import SHORT, PlanAction, pounds
from culturefirst.improvement.models.plans import OfPlan
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.network.models import Person


class OfAction(OfPlan):
    """Parts of an action, for whoever may read its plan."""

    of = "action__plan"


class DueMove(models.Model):
    """The day of an adopted plan's action was moved, with the reason; never changed afterwards."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "That the day was moved is the organisation's own record.", only=("on",)
    )
    action = models.ForeignKey(PlanAction, models.CASCADE, related_name="moves")
    was = models.DateField(null=True, blank=True)
    became = models.DateField(null=True, blank=True)
    because = models.TextField(validators=SHORT)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    objects = Confidential.from_queryset(OfAction)()

    class Meta:
        ordering = ("on", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="due_moved_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.was} → {self.became}"

    @property
    def about(self) -> str:
        return str(self.action.about)


class Saving(models.Model):
    """Pounds that an action saved, as from a day; put right by withdrawing it with a reason."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "noted_by", "keep", "The saving is the organisation's own record.", only=("noted_on",)
    )
    action = models.ForeignKey(PlanAction, models.CASCADE, related_name="savings")
    amount = pounds("amount in pounds")
    on = models.DateField("day on which it was made")
    how_known = models.TextField("how you know", validators=SHORT)
    url = models.URLField("where it can be read", max_length=500, blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    noted_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    objects = Confidential.from_queryset(OfAction)()

    class Meta:
        ordering = ("on", "pk")
        indexes = [models.Index(fields=["on"], name="saving_on")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="saving_not_negative"),
            models.CheckConstraint(condition=~Q(how_known=""), name="saving_is_known_somehow"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="saving_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"£{self.amount}"

    @property
    def about(self) -> str:
        return str(self.action.about)
