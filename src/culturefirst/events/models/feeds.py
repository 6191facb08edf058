"""Private addresses of a person's own calendar."""

from typing import ClassVar

from django.db import models

from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import Person


class CalendarKey(models.Model):
    """The secret part of the address by which somebody's calendar program reads their events."""

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete")
    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    digest = kept(models.CharField(max_length=64, unique=True), "secret")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Calendar of {self.person_id}"

    @property
    def about(self) -> str:
        return f"person:{self.person_id}"
