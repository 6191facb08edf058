"""Who looked at whose private details."""

from typing import ClassVar

from django.db import models

from culturefirst.kit.keeps import Subject
from culturefirst.network.models.people import Person


class Look(models.Model):
    """Somebody was shown the private details of somebody else; the latter may read this."""

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete")
    person = models.ForeignKey(Person, models.CASCADE, related_name="looks")
    viewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    what = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["person", "-at"], name="looks_at")]

    def __str__(self) -> str:
        return self.what
