"""What a plan consists of: actions with an owner and a day."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, QuerySet

from culturefirst.improvement.models.frameworks import Criterion
from culturefirst.improvement.models.plans import LONG, OfPlan, Plan
from culturefirst.improvement.models.strands import Strand
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.network.models import Person

SHORT = [MaxLengthValidator(1000)]
NOT_BELOW = [MinValueValidator(Decimal(0), "Pounds are nought or more.")]


def pounds(words: str, **options: Any) -> Any:
    """An amount in pounds, nought or more."""
    return models.DecimalField(
        words, max_digits=12, decimal_places=2, validators=NOT_BELOW, **options
    )


class PlanAction(Versioned):
    """One thing that the body sets out to do.

    ``gap`` says what it comes from, with the ``criterion`` where one was judged. The owner is a
    person of the body, or a name in words where they are not known here. ``ended_on`` is the day on
    which it was done or dropped. ``shared`` tells the members of it, without its costs.
    """

    class Priority(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "owner",
        "keep",
        "The action is the organisation's own, which is to name somebody else.",
        only=("title", "due"),
    )
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    position = models.PositiveIntegerField(default=0)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gap = models.TextField("what it comes from", blank=True, validators=LONG)
    title = models.CharField(max_length=200)
    outcome = models.TextField("what is to be different", blank=True, validators=LONG)
    success = models.TextField("how you will know", blank=True, validators=SHORT)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner_name = models.CharField("owner in words", max_length=120, blank=True)
    starts = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    cost = pounds("cost", null=True, blank=True)
    saving = pounds("saving expected a year", null=True, blank=True)
    priority = models.CharField(max_length=10, choices=Priority, default=Priority.MEDIUM)
    risk = models.TextField(blank=True, validators=SHORT)
    mitigation = models.TextField("what is done about it", blank=True, validators=SHORT)
    strand = models.ForeignKey(
        Strand, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    shared = models.BooleanField("told to other members", default=False)
    state = kept(
        models.CharField(max_length=10, choices=State, default=State.PLANNED, db_index=True),
        "member",
    )
    added_on = models.DateField()
    begun_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField("day on which it was done or dropped", null=True, blank=True)
    ended_how = models.TextField("what came of it, or why dropped", blank=True, validators=SHORT)
    objects = Confidential.from_queryset(OfPlan)()

    class Meta:
        ordering = ("plan", "position", "pk")
        indexes = [
            models.Index(fields=["due", "ended_on"], name="plan_action_due"),
            models.Index(fields=["strand", "shared"], name="plan_action_strand"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(due__isnull=True) | Q(due__gte=F("starts")),
                name="plan_action_due_after_it_starts",
                violation_error_message="It is due before it starts: give a later day.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("done", "dropped"), ended_on__isnull=False)
                | Q(state__in=("planned", "under_way"), ended_on__isnull=True, ended_how=""),
                name="plan_action_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(ended_how=""),
                name="plan_action_dropped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(owner_name=""), name="plan_action_has_one_owner"
            ),
            models.CheckConstraint(
                condition=(Q(cost__isnull=True) | Q(cost__gte=0))
                & (Q(saving__isnull=True) | Q(saving__gte=0)),
                name="plan_action_pounds_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return str(self.plan.about)

    @property
    def who(self) -> str:
        """Who is to do it, in words; empty where nobody is named."""
        return str(self.owner) if self.owner_id else self.owner_name

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in (self.State.PLANNED, self.State.UNDER_WAY)

    def is_overdue(self, on: date) -> bool:
        """Whether its day is over and it is neither done nor dropped."""
        return self.is_open and self.due is not None and self.due < on


def told_to_members() -> "QuerySet[PlanAction]":
    """Actions of which the members are told: shared ones of adopted plans.

    Only ``queries.strands`` may show them, and of each only what is told.
    """
    return PlanAction._base_manager.filter(shared=True, plan__adopted_on__isnull=False)
