"""What happens in a challenge: what is asked and shown, the visit, scores, and findings."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.challenges import Challenge
from culturefirst.improvement.models.evidence import Evidence
from culturefirst.improvement.models.frameworks import Criterion
from culturefirst.improvement.models.peers import OfChallenge
from culturefirst.improvement.models.whose import LONG
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.kit.models import Versioned
from culturefirst.network.models import Person

SHORT = [MaxLengthValidator(1000)]


class VisitItem(Versioned):
    """One item of the programme of the visit; ``leads`` and ``meets`` are names in words."""

    keeps: ClassVar[str] = "confidential"
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="programme")
    begins = models.TimeField("begins at")
    ends = models.TimeField("ends at", null=True, blank=True)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    meets = models.CharField("whom the peers meet", max_length=300, blank=True)
    leads = models.CharField("who leads it", max_length=200, blank=True)
    objects = Confidential.from_queryset(OfChallenge)()

    class Meta:
        ordering = ("begins", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=models.F("begins")),
                name="visit_item_ends_after_it_begins",
                violation_error_message="It ends after it begins: give a later hour.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return str(self.challenge.about)


class DocumentAsked(Versioned):
    """A document that the peers ask for; the host gives a piece of evidence, or says why not."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "asked_by", "keep", "What was asked is of two organisations.", only=("what", "asked_on")
    )
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="documents")
    what = models.CharField(max_length=200)
    why = models.TextField(blank=True, validators=SHORT)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField()
    given = models.ForeignKey(Evidence, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, validators=SHORT)
    answered_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(OfChallenge)()

    class Meta:
        verbose_name = "document asked for"
        verbose_name_plural = "documents asked for"
        ordering = ("asked_on", "pk")

    def __str__(self) -> str:
        return self.what

    @property
    def about(self) -> str:
        return str(self.challenge.about)


class ChallengeQuestion(Versioned):
    """A question of the peers, on a criterion or on the whole, and the host's answer."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "asked_by", "keep", "What was asked is of two organisations.", only=("words", "asked_on")
    )
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="questions")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField("question", validators=SHORT)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    asked_on = models.DateField()
    answer = models.TextField(blank=True, validators=LONG)
    answered_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(OfChallenge)()

    class Meta:
        ordering = ("asked_on", "pk")

    def __str__(self) -> str:
        return self.words

    @property
    def about(self) -> str:
        return str(self.challenge.about)


class PeerScore(Versioned):
    """What the peers make of a criterion, what the host says to it, and what both agree.

    The host's own judgement stays as it is. A reason without a level is a query.
    """

    keeps: ClassVar[str] = "confidential"
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.SmallIntegerField("the peers' level", null=True, blank=True)
    reason = models.TextField("the peers' reason", blank=True, validators=LONG)
    note = models.TextField("the peers' note", blank=True, validators=LONG)
    host_note = models.TextField("the host's note", blank=True, validators=LONG)
    response = models.TextField("the host's response", blank=True, validators=LONG)
    agreed_level = models.SmallIntegerField("agreed level", null=True, blank=True)
    agreed_why = models.TextField("why both agree on it", blank=True, validators=LONG)
    agreed_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(OfChallenge)()

    class Meta:
        ordering = ("criterion__position",)
        constraints = [
            models.UniqueConstraint(fields=["challenge", "criterion"], name="peer_score_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | ~Q(reason=""),
                name="peer_score_with_a_reason",
                violation_error_message="Say why: the peers give a reason with each level.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_level__isnull=True, agreed_on__isnull=True)
                | (Q(agreed_level__isnull=False, agreed_on__isnull=False) & ~Q(agreed_why="")),
                name="peer_score_agreed_with_a_reason",
                violation_error_message="Say in a sentence why both agree on that level.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    @property
    def about(self) -> str:
        return str(self.challenge.about)


class Finding(Versioned):
    """One finding of the feedback report, and how the host answers it."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        AREA = "area", "Area for improvement"
        IDEA = "idea", "Idea worth copying"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Not accepted"

    keeps: ClassVar[str] = "confidential"
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=10, choices=Kind)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField("finding", validators=LONG)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_why = models.TextField("the host's reason", blank=True, validators=LONG)
    answered_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(OfChallenge)()

    class Meta:
        ordering = ("kind", "criterion__position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | ~Q(answer_why=""),
                name="finding_answered_with_a_reason",
                violation_error_message="Give a reason with each answer.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def about(self) -> str:
        return str(self.challenge.about)
