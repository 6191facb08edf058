"""What the progress of an action is read from: a measure of the house, or the body's figures."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.plan_actions import PlanAction
from culturefirst.improvement.models.plan_parts import OfAction
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.models import Versioned


class Yardstick(Versioned):
    """What counts an action: nobody types how far it is where this says.

    Either a ``measure``, narrowed by ``filters`` and counted from the day ``since``; or a yearly
    ``indicator`` of the body's own, beside what it was in ``year``. ``goal`` is the number with
    which the action has done what it is for. No figure is kept: it is read for whoever asks.
    """

    keeps: ClassVar[str] = "confidential"
    action = models.OneToOneField(PlanAction, models.CASCADE, related_name="yardstick")
    measure = models.CharField(max_length=100, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    since = models.DateField("counted from", null=True, blank=True)
    indicator = models.SlugField("yearly figure", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("year to begin from", null=True, blank=True)
    goal = models.FloatField()
    objects = Confidential.from_queryset(OfAction)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    ~Q(measure="")
                    & Q(indicator="", since__isnull=False, year__isnull=True, goal__gt=0)
                )
                | (Q(measure="", since__isnull=True, year__isnull=False) & ~Q(indicator="")),
                name="yardstick_is_a_measure_or_an_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.measure or self.indicator

    @property
    def about(self) -> str:
        return str(self.action.about)
