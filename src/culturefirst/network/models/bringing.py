"""Files of organisations that somebody brings, as they were read."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models.base import MembersRecords
from culturefirst.network.models.lists import InBackground
from culturefirst.network.models.people import Person


class OrganisationList(InBackground):
    """A file of organisations as it was read: looked at in a preview, then imported whole.

    ``rows`` are mappings of our columns to text, with ``row`` their number in the file;
    ``not_read`` are the heads that stand for nothing of ours.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being looked at"
        IMPORTED = "imported", "Imported"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "Whoever brought a list answers for it.", only=("name", "state", "at")
    )
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    # Private, which keeps whole files out of the audit trail.
    rows = kept(models.JSONField(default=list), "private")
    not_read = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    at = models.DateTimeField()
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations_preview", args=[self.pk])

    @property
    def about(self) -> str:
        return f"organisation_list:{self.pk}"
