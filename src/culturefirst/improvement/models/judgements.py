"""What a body agreed of each criterion."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.assessments import Assessment
from culturefirst.improvement.models.frameworks import Criterion
from culturefirst.improvement.models.whose import LONG
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.models import Versioned


class Judgements(models.QuerySet[Any]):
    """Judgements, for whoever may read the whole assessment."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


class Judgement(Versioned):
    """What the body agreed of one criterion: a level with its reason, or that it does not apply.

    A row is there as soon as somebody wrote anything of it; it counts once ``agreed_on`` is set.
    """

    keeps: ClassVar[str] = "confidential"
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="judgements")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.SmallIntegerField("level", null=True, blank=True)
    applies = models.BooleanField(default=True)
    why = models.TextField("reason", blank=True, validators=LONG)
    strengths = models.TextField(blank=True, validators=LONG)
    areas = models.TextField("areas for improvement", blank=True, validators=LONG)
    agreed_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    objects = Confidential.from_queryset(Judgements)()

    class Meta:
        ordering = ("criterion__position",)
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(applies=True) | Q(value__isnull=True), name="judgement_applies_or_not"
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True)
                | (~Q(why="") & (Q(applies=False) | Q(value__isnull=False))),
                name="judgement_agreed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    @property
    def about(self) -> str:
        return str(self.assessment.about)
