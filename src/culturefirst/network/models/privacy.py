"""Who looked at whose private details, who asked to be forgotten, and where others name them."""

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


class Unsettled(models.Model):
    """Somebody was erased, and the team has yet to look where others' texts name them.

    The names are kept for that only, and go with the row when it is settled.
    """

    keeps: ClassVar[str] = "confidential"
    person = models.BigIntegerField(unique=True)
    names = models.JSONField(default=list)
    on = models.DateField()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"Erasure {self.person}"

    @property
    def about(self) -> str:
        return f"person:{self.person}"


class NameRemoved(models.Model):
    """That a name was taken out of a text, so that a backup of before loses it again.

    ``place`` is ``model:key:field``: neither the name nor the text.
    """

    keeps: ClassVar[str] = "confidential"
    person = models.BigIntegerField(db_index=True)
    place = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], name="name_removed_once")
        ]

    def __str__(self) -> str:
        return self.place
