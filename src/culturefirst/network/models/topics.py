"""What people are interested in, and what they agreed to be written to about."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from culturefirst.kit.keeps import Subject
from culturefirst.network.models.base import MembersRecords, OpenRecords
from culturefirst.network.models.people import Person


class Topic(models.Model):
    """Something that people follow and are written to about ("Museums", "Shared services").

    A topic that is no longer offered keeps its consents: nobody is asked about it any more.
    """

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    says = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"topic:{self.pk}"


class Interest(models.Model):
    """Somebody works on a topic, or follows it."""

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject("person", "delete")
    named_with: ClassVar[tuple[str, ...]] = ("topic",)
    person = models.ForeignKey(Person, models.CASCADE, related_name="interests")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="interests")
    since = models.DateField()
    objects = MembersRecords.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_interest")]

    def __str__(self) -> str:
        return self.topic.name


class Consent(models.Model):
    """Somebody agreed to letters about a topic, in these words, and may have taken it back.

    ``source`` says where they agreed ("when joining", "on the preferences page"). Rows are kept
    after a withdrawal, as the record of both moments; a new consent is a new row.
    """

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete")
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    wording = models.TextField()
    source = models.CharField(max_length=100)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_source = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("-given_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}"
