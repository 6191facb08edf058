"""A peer challenge: one body challenges what another found of itself."""

from typing import Any, ClassVar, Self

from django.apps import apps
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from culturefirst.improvement.models.assessments import Assessment, Assessments
from culturefirst.improvement.models.rounds import ChallengeRound
from culturefirst.improvement.models.whose import LONG, bodies_of, led_by
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person
from culturefirst.programme.models import Activity


class Challenges(models.QuerySet[Any]):
    """Challenges: of their two sides, and of nobody else; not of the network's team either."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        return self.filter(self.hosted_by(user) | self.challenged_by(user))

    @staticmethod
    def hosted_by(user: Any) -> Q:
        """Those of assessments on which this person works."""
        worked = Assessment._base_manager.filter(Assessments.worked_on_by(user))
        return Q(assessment__in=worked.values("pk"))

    @staticmethod
    def challenged_by(user: Any) -> Q:
        """Those in which this person is a peer, or leads the body that challenges."""
        person = getattr(user, "person_id", None)
        if person is None or not roles(user):
            return Q(pk__in=[])
        # A peer is of a challenge, which asks for them only when it is read.
        peers: Any = apps.get_model("improvement", "ChallengePeer")
        rows = peers._base_manager.filter(challenge=OuterRef("pk"), person=person)
        # Who has left the body is no peer any more.
        mine = Q(Exists(rows)) & Q(challenger__in=bodies_of(user))
        return mine | Q(challenger__in=led_by(user))


class Challenge(Versioned):
    """``challenger`` challenges ``assessment`` of ``host``.

    Both sides accept it; then the host opens what it will (nothing is open by itself), the peers
    visit and report, the host answers each finding. ``reason`` tells why these two were paired,
    as data: ``{"says": ["…"], "km": 38, "worth": 640, "by_hand": "…"}``; outside a round also what
    is known ``against`` it, and why they ask ``despite`` that.

    Outside a round the host asks (``asks``), and has accepted by asking. With ``each_other`` the
    challenger may name an assessment of its own as it accepts: ``in_return_for`` leads back.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted by both"
        OPENED = "opened", "Opened to the peers"
        VISITED = "visited", "Visited"
        REPORTED = "reported", "Report sent"
        ANSWERED = "answered", "Report answered"
        CLOSED = "closed", "Closed"
        CALLED_OFF = "called_off", "Called off"

    # While it lasts, the peers read what was opened; before and after, nothing.
    WHILE_OPEN = (State.OPENED, State.VISITED, State.REPORTED, State.ANSWERED)
    UNDER_WAY = (State.PROPOSED, State.ACCEPTED, *WHILE_OPEN)
    TOLD = (State.REPORTED, State.ANSWERED, State.CLOSED)

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "proposed_by", "keep", "The challenge is of two organisations.", only=("proposed_on",)
    )
    round = models.ForeignKey(
        ChallengeRound, models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="challenges")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    challenger = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = kept(
        models.CharField(max_length=12, choices=State, default=State.PROPOSED, db_index=True),
        "member",
    )
    reason = models.JSONField(default=dict, blank=True)
    asks = models.TextField("what they ask for", blank=True, validators=[MaxLengthValidator(1000)])
    each_other = models.BooleanField("each challenges the other", default=False)
    in_return_for = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="in_return"
    )
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    opens_judgements = models.BooleanField("our scores, with reasons", default=False)
    opens_evidence = models.BooleanField("the evidence that we marked", default=False)
    opens_spread = models.BooleanField("how people scored on their own", default=False)
    visit_on = models.DateField("day of the visit", null=True, blank=True)
    visit_at = models.CharField("where the visit is", max_length=200, blank=True)
    summary = models.TextField(blank=True, validators=LONG)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_on = models.DateField()
    host_accepted_on = models.DateField(null=True, blank=True)
    challenger_accepted_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    visited_on = models.DateField(null=True, blank=True)
    report_due = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    plan_due = models.DateField(null=True, blank=True)
    review_from = models.DateField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    called_off_because = models.CharField(max_length=300, blank=True)
    declined_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    objects = Confidential.from_queryset(Challenges)()

    class Meta:
        ordering = ("-proposed_on", "-pk")
        indexes = [models.Index(fields=["reported_on"], name="challenge_reported")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(host=F("challenger")),
                name="challenge_is_of_two",
                violation_error_message="An organisation does not challenge itself.",
            ),
            models.UniqueConstraint(
                fields=["assessment", "challenger"],
                condition=~Q(state="called_off"),
                name="challenge_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "called_off"))
                | Q(host_accepted_on__isnull=False, challenger_accepted_on__isnull=False),
                name="challenge_accepted_by_both",
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=False)
                | Q(opens_judgements=False, opens_evidence=False, opens_spread=False),
                name="challenge_shows_nothing_before_it_is_opened",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("reported", "answered", "closed"))
                | Q(reported_on__isnull=False, visited_on__isnull=False),
                name="challenge_reported_has_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(state="called_off", called_off_on__isnull=False))
                & ~Q(called_off_because="")
                | (~Q(state="called_off") & Q(called_off_on__isnull=True)),
                name="challenge_called_off_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(declined_by__isnull=True) | Q(state="called_off"),
                name="challenge_declined_is_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.challenger} challenges {self.host}"

    @property
    def about(self) -> str:
        return f"challenge:{self.pk}"

    @property
    def standing(self) -> str:
        """How it stands, in words; a challenge that one side declined says so."""
        return "Declined" if self.declined_by_id else self.get_state_display()

    @property
    def is_open(self) -> bool:
        """Whether the peers read what was opened."""
        return self.state in self.WHILE_OPEN
