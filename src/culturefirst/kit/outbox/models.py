"""The ledger's rows: one a letter and recipient, and what letters of one batch share."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from culturefirst.kit.keeps import kept


class Body(models.Model):
    """Words that many letters share, with named gaps that each of them fills for itself."""

    keeps: ClassVar[str] = "private"
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    gaps = kept(models.JSONField(default=list), "public")

    def __str__(self) -> str:
        return self.subject


class Mailing(models.Model):
    """A batch of letters: one body, many recipients.

    ``rate`` is in letters a minute (``None``: as fast as the mail server takes them); ``next_at``
    keeps it. ``doubt`` says what becomes of a letter that a worker died with. Rows of letters
    are deleted after two years: ``tally`` keeps how many of each state had gone by then.
    """

    class Doubt(models.TextChoices):
        LIST = "list", "Withhold and list"
        RESEND = "resend", "Send again"

    keeps: ClassVar[str] = "member"
    key = models.CharField(max_length=150, unique=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=50)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="mailings")
    doubt = models.CharField(max_length=10, choices=Doubt)
    rate = models.PositiveIntegerField(null=True, blank=True)
    paused = models.BooleanField(default=False)
    epoch = kept(models.PositiveIntegerField(), "public")
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()
    tally = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"mailing:{self.pk}"


class Message(models.Model):
    """One letter to one address.

    queued → handing over → sent, failed (refused for good), suppressed (must not be written to)
    or uncertain (a worker died with it in its hand). ``epoch`` is the installation's when it was
    written: after a restore, rows of an older epoch wait until a person releases them. A letter
    of a ``mailing`` has its words there and only its ``gaps`` here. ``enclosed`` are the small
    text files that go with a letter of its own. ``tried_at`` is when it was first taken in hand,
    ``bounced_at`` when it came back after it was sent. Times are the machine's own.
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
    tried_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    # The indexes below begin with it where it matters; one of its own would be written for nothing.
    mailing = kept(
        models.ForeignKey(
            Mailing, models.PROTECT, null=True, blank=True, related_name="letters", db_index=False
        ),
        "member",
    )
    gaps = models.JSONField(default=dict, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    enclosed = models.JSONField(default=list, blank=True)
    bounced_at = kept(models.DateTimeField(null=True, blank=True), "member")

    class Meta:
        indexes = [
            # What goes next: an ordinary letter (no mailing), or the next of a mailing.
            models.Index(
                fields=["epoch", "mailing", "due_at", "id"],
                name="message_next",
                condition=Q(state="queued"),
            ),
            models.Index(
                fields=["lease_until"], name="message_in_hand", condition=Q(state="handing_over")
            ),
            models.Index(
                fields=["mailing", "state"],
                name="message_counts",
                condition=Q(mailing__isnull=False),
            ),
            models.Index(
                fields=["mailing"], name="message_bounced", condition=Q(bounced_at__isnull=False)
            ),
            models.Index(fields=["id"], name="message_doubt", condition=Q(state="uncertain")),
            models.Index(
                fields=["id"],
                name="message_refused",
                condition=Q(state="failed", mailing__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"

    @property
    def title(self) -> str:
        """What a list of letters calls it."""
        return self.mailing.title if self.mailing is not None else self.subject

    @property
    def doubt(self) -> str:
        """``resend`` or ``list``: the batch's own, else its kind's."""
        from culturefirst.kit.outbox.kinds import kind

        return self.mailing.doubt if self.mailing is not None else kind(self.kind).doubt

    def words(self) -> dict[str, Any]:
        """Subject, text and html as they are sent, gaps filled."""
        from culturefirst.kit.outbox.words import filled

        if self.mailing is None:
            return {"subject": self.subject, "text": self.text, "html": self.html}
        return filled(self.mailing.body, self.gaps)
