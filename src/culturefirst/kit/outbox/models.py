"""The ledger's rows: one a letter and recipient."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from culturefirst.kit.keeps import kept


class Message(models.Model):
    """One letter to one address.

    queued → handing over → sent, failed (refused for good), suppressed (must not be written to)
    or uncertain (a worker died with it in its hand). ``epoch`` is the installation's when it was
    written: after a restore, rows of an older epoch wait until a person releases them. Times are
    the machine's own.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to go"
        HANDING_OVER = "handing_over", "Being handed over"
        SENT = "sent", "Sent"
        FAILED = "failed", "Refused"
        SUPPRESSED = "suppressed", "Held back"
        UNCERTAIN = "uncertain", "Not certain"

    keeps: ClassVar[str] = "private"
    key = models.CharField(max_length=200, unique=True)
    to = kept(models.EmailField(max_length=320), "private", retention="2 years")
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    kind = kept(models.CharField(max_length=50), "member")
    state = kept(models.CharField(max_length=20, choices=State, default=State.QUEUED), "member")
    epoch = kept(models.PositiveIntegerField(), "public")
    message_id = kept(models.CharField(max_length=200), "public")
    attempts = kept(models.PositiveIntegerField(default=0), "public")
    fence = kept(models.PositiveIntegerField(default=0), "public")
    worker = kept(models.CharField(max_length=100, blank=True), "confidential")
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["epoch", "due_at"], name="message_waiting", condition=Q(state="queued")
            ),
            models.Index(
                fields=["lease_until"], name="message_in_hand", condition=Q(state="handing_over")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
