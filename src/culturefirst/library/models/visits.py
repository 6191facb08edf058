"""How often pages are read: days and numbers, nothing about who."""

from typing import ClassVar

from django.db import models

from culturefirst.library.models.base import Entry


class Visit(models.Model):
    """How often an entry was opened on a day; no cookie, no address, no time of day."""

    keeps: ClassVar[str] = "public"
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="visits")
    on = models.DateField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "on"], name="visits_once_a_day")]
        indexes = [models.Index(fields=["on"], name="visits_on")]

    def __str__(self) -> str:
        return f"{self.entry_id} on {self.on}"
