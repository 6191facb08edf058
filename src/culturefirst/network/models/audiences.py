"""Named questions over people."""

from typing import ClassVar

from django.db import models

from culturefirst.kit.keeps import Subject
from culturefirst.kit.models import Versioned
from culturefirst.network.models.base import MembersRecords
from culturefirst.network.models.people import Person


class Audience(Versioned):
    """A question whose answer is people, asked anew each time: never a copied list.

    ``question`` is ``{"all": {criterion: [values]}, "none": {criterion: [values]}}``: people who
    fit one value of each criterion of ``all``, and no value of those of ``none``.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The question is the network's own.", only=("name", "made_at")
    )
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    says = models.CharField(max_length=300, blank=True)
    question = models.JSONField(default=dict)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"audience:{self.pk}"
