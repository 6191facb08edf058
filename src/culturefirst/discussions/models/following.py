"""What people follow, how far they have read, and what they have been told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from culturefirst.discussions.models.forums import Forum, Thread
from culturefirst.discussions.models.words import Contribution
from culturefirst.kit.keeps import Subject
from culturefirst.network.models import Person


class Following(models.Model):
    """Somebody follows a thread or a forum, or said that they do not (``is_on`` false)."""

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete", only=("forum", "thread", "is_on"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    forum = models.ForeignKey(Forum, models.CASCADE, null=True, blank=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="+")
    is_on = models.BooleanField(default=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forum__isnull=True) ^ Q(thread__isnull=True),
                name="follows_a_forum_or_a_thread",
            ),
            models.UniqueConstraint(
                fields=["person", "forum"], condition=Q(forum__isnull=False), name="forum_once"
            ),
            models.UniqueConstraint(
                fields=["person", "thread"], condition=Q(thread__isnull=False), name="thread_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} and {self.forum or self.thread}"


class Seen(models.Model):
    """How far somebody has read a thread."""

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete", only=("thread", "upto"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="seen")
    upto = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="seen_once")]

    def __str__(self) -> str:
        return f"{self.person} read {self.upto}"


class Pace(models.Model):
    """How often somebody wants letters about what is new in what they follow.

    Nothing written before ``since`` is told; ``looked_on`` is the day of the last daily or weekly
    look.
    """

    class Often(models.TextChoices):
        AT_ONCE = "at_once", "At once"
        DAILY = "daily", "Once a day"
        WEEKLY = "weekly", "Once a week, on Mondays"
        NEVER = "never", "Never"

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete", only=("often",))
    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    often = models.CharField(max_length=10, choices=Often, default=Often.DAILY)
    since = models.DateTimeField()
    looked_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.get_often_display()


class Told(models.Model):
    """That a letter told somebody of a contribution, so that no other letter does."""

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("person", "delete", only=("contribution",))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="told")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "contribution"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.person} was told"
