"""Quick polls: one question, its choices, and one answer each."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from culturefirst.kit import clock
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Audience, Group, GroupMember, Person
from culturefirst.programme.models import Activity
from culturefirst.surveys.policy.polls import KEEPERS


class Polls(models.QuerySet[Any]):
    """Polls: drafts are for whoever keeps polls, a group's for its members."""

    def visible_to(self, user: Any) -> Self:
        """What was put to all members anybody may read; a group's only who is in the group."""
        held = roles(user)
        sits = GroupMember.objects.in_on(clock.today()).filter(
            group=OuterRef("group"), person=getattr(user, "person_id", None)
        )
        opened = Q(opened_on__isnull=False)
        if held:
            seen = opened & (Q(group__isnull=True) | Q(Exists(sits)))
        else:
            seen = opened & Q(group__isnull=True, audience__isnull=True)
        mine = Q(made_by=getattr(user, "person_id", None), opened_on__isnull=True)
        drafts = Q(opened_on__isnull=True, group__isnull=True) if held & KEEPERS else Q(pk__in=[])
        return self.filter(seen | (mine if held else Q(pk__in=[])) | drafts)

    def open_on(self, day: date) -> Self:
        """Those that take answers on the day."""
        return self.filter(opened_on__lte=day, closes_on__gte=day, closed_on__isnull=True)


class Poll(Versioned):
    """One question put to people until a day.

    A draft has no ``opened_on``. ``closes_on`` is the last day for answers; ``closed_on`` says
    that somebody closed it before. It is for everybody who holds a role, unless ``group`` or
    ``audience`` narrows it. ``outcome`` tells what was done with it.
    """

    class Shown(models.TextChoices):
        BEFORE = "before", "At any time"
        AFTER = "after", "After answering"
        CLOSED = "closed", "When it has closed"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The poll is the network's own.", only=("question", "opened_on")
    )
    question = models.CharField(max_length=200)
    says = models.CharField("what it is for", max_length=500, blank=True)
    shown = models.CharField(
        "when results are shown", max_length=10, choices=Shown, default=Shown.AFTER
    )
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="polls")
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True, related_name="+")
    on_home_page = models.BooleanField(default=False)
    outcome = models.TextField("what was done with it", blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    objects = Polls.as_manager()

    class Meta:
        ordering = ("-opened_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(closes_on__gte=F("opened_on")),
                name="poll_closes_after_opening",
                violation_error_message="It closes before it opens: give a later day.",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(audience__isnull=True),
                name="poll_for_one_circle",
            ),
            models.CheckConstraint(
                condition=Q(on_home_page=False) | Q(group__isnull=True, audience__isnull=True),
                name="poll_on_home_page_is_for_all",
                violation_error_message="Only a poll for everybody can stand on the home page.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome_on__isnull=False),
                name="poll_outcome_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def about(self) -> str:
        return f"poll:{self.pk}"

    def is_open(self, on: date) -> bool:
        """Whether it takes answers on the day."""
        begun = self.opened_on is not None and self.opened_on <= on
        return begun and self.closed_on is None and on <= self.closes_on

    def has_closed(self, on: date) -> bool:
        """Whether it took answers and does not any more."""
        return self.opened_on is not None and not self.is_open(on)


class Choice(models.Model):
    """One of the answers to choose from."""

    keeps: ClassVar[str] = "member"
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="choices")
    words = models.CharField(max_length=150)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="choice_position_once"),
            models.UniqueConstraint(fields=["poll", "words"], name="choice_words_once"),
        ]

    def __str__(self) -> str:
        return self.words


class OwnAnswers(models.QuerySet[Any]):
    """Answers: one's own, and nobody else's."""

    def visible_to(self, user: Any) -> Self:
        """The person's own."""
        person = getattr(user, "person_id", None)
        return self.filter(person=person) if person else self.none()


class Answer(models.Model):
    """What somebody chose; counted, and shown to nobody else.

    ``Answer.objects`` is empty without a viewer: pages show only counts.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "person", "keep", "Your answer is counted on, without your name."
    )
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="answers")
    on = kept(models.DateField(), "member")
    objects = Confidential.from_queryset(OwnAnswers)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "person"], name="one_answer_each")]
        indexes = [models.Index(fields=["on"], name="answer_on")]

    def __str__(self) -> str:
        return f"An answer to {self.poll_id}"
