"""Rounds of peer challenge: bodies enter with an assessment, and are paired."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.improvement.models.assessments import Assessment, Assessments
from culturefirst.improvement.models.frameworks import Framework
from culturefirst.improvement.models.whose import LONG, led_by
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import MembersRecords, Organisation, Person, Role
from culturefirst.network.policy import TEAM
from culturefirst.programme.models import Activity

PAIRERS = TEAM | {Role.IMPROVEMENT_MANAGER.value}


def pairs_rounds(user: Any) -> bool:
    """Whether this person is of the network's team that keeps rounds and pairs bodies."""
    return bool(getattr(user, "is_system", False)) or bool(roles(user) & PAIRERS)


class ChallengeRound(Versioned):
    """A round for which bodies enter until ``closes_on``; ``agreed_by`` is when scores stand.

    ``draft`` are the links of the pairing before it is confirmed, as keys of bodies ``[challenger,
    host]``; ``draft_bound`` is worth that no pairing of that day exceeds. ``by_hand`` tells what
    was changed by hand, and why. ``tiers_apart`` keeps counties and their districts apart, and
    ``traits`` are those of areas by which bodies are to be alike.
    """

    class Mode(models.TextChoices):
        PAIRS = "pairs", "In pairs: each two challenge each other"
        RINGS = "rings", "In rings: each challenges one, and is challenged by another"

    class State(models.TextChoices):
        OPEN = "open", "Open for entries"
        PAIRING = "pairing", "Being paired"
        PAIRED = "paired", "Paired"
        CALLED_OFF = "called_off", "Called off"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The round is the network's own.", only=("title", "made_on")
    )
    title = models.CharField(max_length=200)
    says = models.TextField("what it is for", blank=True, validators=LONG)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.PAIRS)
    opens_on = models.DateField()
    closes_on = models.DateField("last day for entries")
    agreed_by = models.DateField("day by which assessments are agreed")
    tiers_apart = models.BooleanField("counties and their own districts apart", default=True)
    traits = models.JSONField("alike in what describes their areas", default=list, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    draft = kept(models.JSONField(default=list, blank=True), "confidential")
    draft_bound = kept(models.PositiveIntegerField(null=True, blank=True), "confidential")
    by_hand = kept(models.JSONField(default=list, blank=True), "confidential")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    paired_on = models.DateField(null=True, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    called_off_because = models.CharField(max_length=300, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("-opens_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"), agreed_by__gte=F("opens_on")),
                name="round_closes_after_it_opens",
                violation_error_message="A round closes on the day it opens, or later.",
            ),
            models.CheckConstraint(
                condition=Q(state="paired", paired_on__isnull=False)
                | Q(state="called_off")
                | (Q(state__in=("open", "pairing")) & Q(paired_on__isnull=True)),
                name="round_paired_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="called_off", called_off_on__isnull=False)
                & ~Q(called_off_because="")
                | (~Q(state="called_off") & Q(called_off_on__isnull=True)),
                name="round_called_off_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"challengeround:{self.pk}"

    def takes_entries(self, day: Any) -> bool:
        """Whether bodies may enter on the day."""
        return self.state == self.State.OPEN and self.opens_on <= day <= self.closes_on


class RoundEntries(models.QuerySet[Any]):
    """Entries: for whoever works on the assessment, and for the team that pairs."""

    def visible_to(self, user: Any) -> Self:
        if pairs_rounds(user):
            return self
        if not roles(user):
            return self.none()
        worked = Assessment._base_manager.filter(Assessments.worked_on_by(user))
        return self.filter(Q(assessment__in=worked) | Q(organisation__in=led_by(user)))


class RoundEntry(Versioned):
    """A body takes part in a round with one of its assessments; ``lead`` leads its challenge."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "lead", "keep", "That the organisation takes part is its own.", only=("entered_on",)
    )
    round = models.ForeignKey(ChallengeRound, models.CASCADE, related_name="entries")
    organisation = kept(
        models.ForeignKey(Organisation, models.PROTECT, related_name="+"), "confidential"
    )
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    farthest_km = models.PositiveIntegerField("farthest to travel, in km", null=True, blank=True)
    farthest_minutes = models.PositiveIntegerField(
        "longest to travel, in minutes", null=True, blank=True
    )
    wishes = models.TextField(blank=True, validators=[MaxLengthValidator(1000)])
    entered_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(RoundEntries)()

    class Meta:
        verbose_name_plural = "round entries"
        ordering = ("entered_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"],
                condition=Q(withdrawn_on__isnull=True),
                name="round_entry_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def about(self) -> str:
        return str(self.round.about)
