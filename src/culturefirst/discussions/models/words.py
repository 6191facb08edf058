"""What people write in threads: contributions with files and mentions, and concerns about them."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from culturefirst.discussions.marked import html_of
from culturefirst.discussions.models.forums import Thread, readable
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import Person

LONGEST = 20_000
TOO_LONG = f"This is longer than {LONGEST:,} characters. Shorten it, or attach it as a file."
STAYS = "What was said to others stays, without your name."


class Contributions(models.QuerySet[Any]):
    """Contributions: those of threads that somebody may read."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(readable(user, "thread__forum__"))


class Contribution(models.Model):
    """What one person wrote in a thread; the first one opens it.

    ``html`` is the text as it is shown, made anew whenever it is saved. What was removed leaves
    its place, who removed it and why; the words are gone.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("author", "keep", STAYS, only=("text", "written_at"))
    named_with: ClassVar[tuple[str, ...]] = ("thread",)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="contributions")
    position = models.PositiveIntegerField()
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="contributions")
    text = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST, TOO_LONG)])
    html = models.TextField(blank=True, editable=False)
    written_at = models.DateTimeField()
    written_on = kept(models.DateField(), "member")
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_why = models.CharField(max_length=300, blank=True)
    objects = Confidential.from_queryset(Contributions)()

    class Meta:
        ordering = ("thread", "position")
        indexes = [models.Index(fields=["written_on"], name="contribution_on")]
        constraints = [
            models.UniqueConstraint(fields=["thread", "position"], name="one_at_each_place"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(text="", html=""),
                name="what_is_removed_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"No. {self.position} in “{self.thread.title}”"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the words as they are shown."""
        self.html = html_of(self.text)
        super().save(*args, **kwargs)

    @property
    def about(self) -> str:
        return f"thread:{self.thread_id}"


class Attachments(models.QuerySet[Any]):
    """Files: those of threads that somebody may read."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(readable(user, "contribution__thread__forum__"))


class Attachment(models.Model):
    """A file that somebody put to what they wrote."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("contribution__author", "keep", STAYS, only=("name",))
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="discussions/")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    objects = Confidential.from_queryset(Attachments)()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return self.contribution.about

    @property
    def kind(self) -> str:
        """What people call such a file: by its ending ("PDF")."""
        return self.name.rpartition(".")[2].upper()


class Mention(models.Model):
    """Somebody was named in a contribution, who might read it when it was written."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("person", "delete", only=("contribution",))
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "person"], name="mentioned_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.contribution}"


class Concern(models.Model):
    """Somebody asked the moderators to look at a contribution."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("person", "delete", only=("why", "at"))
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="concerns")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person"],
                condition=Q(settled_at__isnull=True),
                name="concern_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"About {self.contribution}"

    @property
    def about(self) -> str:
        return self.contribution.about
