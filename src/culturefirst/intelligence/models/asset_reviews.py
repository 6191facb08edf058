"""Letters by which an owner's contact looks through what is recorded of the owner's places."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import MembersRecords, Organisation, Person


class AssetReview(models.Model):
    """That somebody outside was asked to confirm or correct an owner's places, by a secret link.

    Only the SHA-256 of the link's token is stored. The link reaches the places of ``owner`` and
    nothing else, until ``expires_at``, until it is ended, or until the contact says to be done.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "Whoever wrote to an owner answers for it.", only=("at",)
    )
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="asset_reviews")
    name = kept(models.CharField(max_length=200), "private")
    email = kept(models.EmailField(), "private")
    digest = kept(models.CharField(max_length=64, unique=True), "secret")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = "review of an owner's places"

    def __str__(self) -> str:
        return f"Review of the places of {self.owner}"

    @property
    def about(self) -> str:
        return f"asset_review:{self.pk}"

    def is_open(self, now: datetime) -> bool:
        """Whether its link still opens something."""
        return self.ended_at is None and self.finished_at is None and now < self.expires_at
