"""What changed between two assessments of a body, kept in parts for the measures."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.assessments import Assessment, OfAssessment
from culturefirst.kit.confidential import Confidential


class Rescoring(models.Model):
    """An agreed assessment that follows another: what was scored both times, by weight.

    ``before`` and ``after`` are sums over themes, of the mean of the criteria scored both times ×
    the theme's weight, and ``weight`` is the sum of those weights. Nobody types it: it is written
    when the later one is agreed, by ``actions.rescoring.keep_change``.
    """

    keeps: ClassVar[str] = "confidential"
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="rescoring")
    criteria = models.PositiveIntegerField("criteria scored both times")
    before = models.DecimalField(max_digits=20, decimal_places=9)
    after = models.DecimalField(max_digits=20, decimal_places=9)
    weight = models.DecimalField(max_digits=20, decimal_places=9)
    objects = Confidential.from_queryset(OfAssessment)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0), name="rescoring_has_a_base"),
        ]

    def __str__(self) -> str:
        return str(self.assessment)

    @property
    def about(self) -> str:
        return str(self.assessment.about)

    @property
    def change(self) -> Any:
        """By how many levels the weighted mean rose."""
        return (self.after - self.before) / self.weight


class OfRescoring(OfAssessment):
    """Parts of a change, for whoever may read the assessment."""

    of = "rescoring__assessment"


class ThemeChange(models.Model):
    """What changed in one theme: its mean levels before and after, by the weights of criteria."""

    keeps: ClassVar[str] = "confidential"
    rescoring = models.ForeignKey(Rescoring, models.CASCADE, related_name="themes")
    theme = models.SlugField(max_length=60, db_index=True)
    criteria = models.PositiveIntegerField("criteria scored both times")
    before = models.DecimalField(max_digits=20, decimal_places=9)
    after = models.DecimalField(max_digits=20, decimal_places=9)
    objects = Confidential.from_queryset(OfRescoring)()

    class Meta:
        ordering = ("rescoring", "pk")
        constraints = [
            models.UniqueConstraint(fields=["rescoring", "theme"], name="theme_change_once"),
        ]

    def __str__(self) -> str:
        return self.theme

    @property
    def about(self) -> str:
        return str(self.rescoring.about)
