"""Files of areas, people, rates and travel times that the team brings: looked at, kept whole."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse

from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.policy import is_system, roles
from culturefirst.network.models import Person
from culturefirst.network.models.lists import InBackground
from culturefirst.network.policy import TEAM


class PeopleFiles(models.QuerySet[Any]):
    """Files for whoever may bring them."""

    def visible_to(self, user: Any) -> Self:
        return self if is_system(user) or roles(user) & TEAM else self.none()


class PeopleFile(InBackground):
    """A file as it was sent, what its columns stand for, and what an import would do.

    ``content`` is packed (zlib) and emptied once the file was imported or dropped; ``choice`` is
    what the person said (columns, name, source, licence, year); ``found`` is what the last look
    at it came to, in counts and faults.
    """

    class What(models.TextChoices):
        AREAS = "areas", "Small areas with their centroids"
        BOUNDARIES = "boundaries", "Boundaries of areas"
        PEOPLE = "people", "People by age and sex"
        SEGMENTS = "segments", "Segments of a classification"
        RATES = "rates", "Rates of taking part"
        TIMES = "times", "Minutes of travel from a routing tool"

    class State(models.TextChoices):
        DRAFT = "draft", "Being looked at"
        IMPORTED = "imported", "Imported"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "Whoever brought a file answers for it.", only=("name", "state", "at")
    )
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=12, choices=What)
    name = models.CharField(max_length=200)
    content = kept(models.BinaryField(default=b""), "private")
    choice = models.JSONField(default=dict, blank=True)
    found = kept(models.JSONField(default=dict, blank=True), "private")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    at = models.DateTimeField()
    objects = PeopleFiles.as_manager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people_file", args=[self.pk])

    @property
    def about(self) -> str:
        return f"people_file:{self.pk}"
