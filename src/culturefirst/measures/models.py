"""A reading: a figure frozen with its definition's version and the ids of the rows behind it."""

from typing import ClassVar

from django.db import models


class Reading(models.Model):
    """One figure as it was counted; never changed after (a later count is a new reading)."""

    keeps: ClassVar[str] = "member"
    measure = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    starts = models.DateField()
    ends = models.DateField()
    scope = models.JSONField(default=dict)
    numerator = models.FloatField()
    denominator = models.FloatField(null=True)
    rows = models.JSONField(default=list)
    read_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["measure", "ends"], name="reading_measure_ends")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts__lte=models.F("ends")), name="reading_starts_first"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.starts}–{self.ends}: {self.numerator:g}"
