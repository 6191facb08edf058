"""What a body sends of a year, and what is asked about single values of it."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.figures import Collection
from culturefirst.improvement.models.whose import bodies_of
from culturefirst.kit import clock
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person
from culturefirst.network.policy import TEAM

REASON = 500


class Returns(models.QuerySet[Any]):
    """Returns: for the body's own people; for members once the day has come.

    The network's team reads none before the members do. It sees who has sent and what is asked
    (``queries.returns.states``), and of values only those in a ``FigureQuery``.
    """

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        if not roles(user):
            return self.none()
        return self.filter(Q(organisation__in=bodies_of(user)) | self._released())

    def compared(self) -> Self:
        """Those that count in comparisons: sent, nothing about them open, and the day has come."""
        return self.filter(self._released())

    def sent(self) -> Self:
        """Those that were sent, whatever is asked about them."""
        return self.exclude(stage=Return.Stage.DRAFT)

    @staticmethod
    def _released() -> Q:
        return Q(
            stage__in=Return.COMPARED,
            collection__stage=Collection.Stage.ANNOUNCED,
            collection__members_on__lte=clock.today(),
        )


class Return(Versioned):
    """The figures of one body in one collection.

    ``values`` are numbers by item, ``None`` where ``states`` says "unknown" or "none" (does not
    apply); what is not there was not answered yet. ``reasons`` explain what checks flagged, by
    the flag's key. ``named`` may send it besides who leads the body.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Being filled in"
        SENT = "sent", "Sent"
        QUERIED = "queried", "A question is open"
        ACCEPTED = "accepted", "Accepted"

    COMPARED = (Stage.SENT, Stage.ACCEPTED)

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "named", "keep", "The figures are the organisation's own.", only=("begun_on",)
    )
    collection = kept(models.ForeignKey(Collection, models.PROTECT, related_name="+"), "member")
    organisation = kept(
        models.ForeignKey(Organisation, models.PROTECT, related_name="returns"), "member"
    )
    stage = kept(
        models.CharField(max_length=20, choices=Stage, default=Stage.DRAFT, db_index=True), "member"
    )
    values = models.JSONField(default=dict, blank=True)
    states = models.JSONField(default=dict, blank=True)
    reasons = models.JSONField(default=dict, blank=True)
    named = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begun_on = kept(models.DateField(), "member")
    sent_on = kept(models.DateField(null=True, blank=True), "member")
    accepted_on = kept(models.DateField(null=True, blank=True), "member")
    objects = Confidential.from_queryset(Returns)()

    class Meta:
        ordering = ("collection", "organisation")
        constraints = [
            models.UniqueConstraint(fields=["collection", "organisation"], name="return_once"),
            models.CheckConstraint(
                condition=Q(stage="draft") | Q(sent_on__isnull=False), name="return_sent_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(stage="accepted", accepted_on__isnull=False)
                | (~Q(stage="accepted") & Q(accepted_on__isnull=True)),
                name="return_accepted_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.collection}"

    @property
    def about(self) -> str:
        return f"return:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return bool(self.stage == self.Stage.DRAFT)


class FigureQueries(models.QuerySet[Any]):
    """Questions about values: for the body's own people, and for the team once it is sent."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        held = roles(user)
        if not held:
            return self.none()
        told = Q(of__organisation__in=bodies_of(user))
        if held & TEAM:
            told |= ~Q(of__stage=Return.Stage.DRAFT)
        return self.filter(told)

    def waiting_for_team(self) -> Self:
        stages = (FigureQuery.Stage.EXPLAINED, FigureQuery.Stage.ANSWERED)
        return self.filter(stage__in=stages).exclude(of__stage=Return.Stage.DRAFT)


class FigureQuery(models.Model):
    """A question about one value: raised by a check and explained at once, or asked by the team.

    ``value`` is there only where a check flagged it: that alone of a body's values the team reads
    before the members do. Who asks about another figure gets the body's words, not its value.
    """

    class Stage(models.TextChoices):
        EXPLAINED = "explained", "Explained when it was sent"
        ASKED = "asked", "Waits for the organisation"
        ANSWERED = "answered", "Answered"
        SETTLED = "settled", "Settled"

    keeps: ClassVar[str] = "confidential"
    of = models.ForeignKey(Return, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    value = models.FloatField(null=True, blank=True)
    says = models.CharField("what was flagged", max_length=1000, blank=True)
    reason = models.TextField("the organisation's reason", blank=True)
    asked = models.TextField("question", blank=True, validators=[MaxLengthValidator(REASON)])
    answer = models.TextField(blank=True, validators=[MaxLengthValidator(REASON)])
    stage = models.CharField(max_length=20, choices=Stage, db_index=True)
    raised_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(FigureQueries)()

    class Meta:
        ordering = ("of", "pk")
        constraints = [
            models.UniqueConstraint(fields=["of", "key"], name="figure_query_once"),
            models.CheckConstraint(
                condition=Q(stage="settled", settled_on__isnull=False)
                | (~Q(stage="settled") & Q(settled_on__isnull=True)),
                name="figure_query_settled_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | ~Q(says=""), name="figure_query_value_was_flagged"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def about(self) -> str:
        return f"return:{self.of_id}"
