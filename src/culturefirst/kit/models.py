"""What the kit itself stores: the installation and the audit trail.

Jobs, outbox and links have files of their own in this room and are gathered here for Django.
"""

from typing import ClassVar

from django.db import models

from culturefirst.kit.keeps import kept


class Versioned(models.Model):
    """A record that two people may edit: ``version`` rises with each saved change."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Installation(models.Model):
    """This installation: whether it is a demonstration, the day it stands on, its epoch.

    The epoch rises with each restore; messages of an older epoch wait for a person.
    """

    keeps: ClassVar[str] = "public"
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    network = models.CharField(max_length=200, default="Culture First")
    strapline = models.CharField(max_length=300, blank=True)
    is_demonstration = models.BooleanField(default=False)
    stands_on = models.DateField(null=True, blank=True)
    epoch = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_installation"),
        ]

    def __str__(self) -> str:
        return self.network

    @classmethod
    def current(cls) -> "Installation":
        """The one row, made when first asked for."""
        return cls.objects.get_or_create(pk=1)[0]


class AuditHead(models.Model):
    """The last digest of the chain: its lock puts the events of all processes in one order."""

    keeps: ClassVar[str] = "public"
    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_audit_head")]

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def the_one(cls) -> "AuditHead":
        """The one row (made by the first migration's successor, or when first asked for)."""
        return cls.objects.get_or_create(pk=1)[0]


class AuditEvent(models.Model):
    """Who did what to which record, and how it stood before and after.

    ``actor`` is an account's id and not a foreign key: accounts live on a floor above, and an
    event must outlive the account it names. ``about`` is the record whose page of changes shows
    it. Rows are never changed: a trigger refuses, but for taking somebody's name out of
    ``before``, ``after`` and ``reason``, which the chain holds by their ``seal`` only.
    """

    keeps: ClassVar[str] = "member"
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(max_length=100)
    object_type = models.CharField(max_length=100, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=100, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    salt = kept(models.CharField(max_length=32, blank=True), "secret")
    seal = kept(models.CharField(max_length=64, blank=True), "public")
    previous = kept(models.CharField(max_length=64, blank=True), "public")
    digest = kept(models.CharField(max_length=64, unique=True), "public")

    class Meta:
        indexes = [
            models.Index(fields=["about", "-at"], name="audit_about"),
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


# Django looks for models here; these have rooms of their own in the kit.
from culturefirst.kit.idempotency import FormKey  # noqa: E402
from culturefirst.kit.jobs.models import Job, Schedule  # noqa: E402
from culturefirst.kit.limits import Tries  # noqa: E402
from culturefirst.kit.links import Link  # noqa: E402
from culturefirst.kit.outbox.coming_back import CameBack  # noqa: E402
from culturefirst.kit.outbox.models import Body, Mailing, Message  # noqa: E402
from culturefirst.kit.outbox.suppression import Suppression  # noqa: E402
from culturefirst.kit.search.models import (  # noqa: E402
    SearchEntry,
    SearchFile,
    SearchPart,
    SearchText,
    SearchWord,
)

__all__ = [
    "AuditEvent",
    "AuditHead",
    "Body",
    "CameBack",
    "FormKey",
    "Installation",
    "Job",
    "Link",
    "Mailing",
    "Message",
    "Schedule",
    "SearchEntry",
    "SearchFile",
    "SearchPart",
    "SearchText",
    "SearchWord",
    "Suppression",
    "Tries",
    "Versioned",
]
