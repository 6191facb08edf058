"""Who looked at whose private details, and who asked to be forgotten."""

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


class Erasure(models.Model):
    """That somebody was erased: a keyed digest of each address they had, and never the address.

    ``person`` is an id and not a foreign key: a restored backup may not hold the person, and the
    row is kept so that a later list with the address on it is noticed.
    """

    keeps: ClassVar[str] = "confidential"
    person = models.BigIntegerField(db_index=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="erased_once")]

    def __str__(self) -> str:
        return f"{self.person}"
