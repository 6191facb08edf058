"""Improvement plans: what a body sets out to do about what it found."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from culturefirst.improvement.models.assessments import Assessment
from culturefirst.improvement.models.whose import bodies_of, led_by, let_read
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person
from culturefirst.programme.models import Activity

LONGEST = 5000
LONG = [MaxLengthValidator(LONGEST)]
MONTHS = [MinValueValidator(1), MaxValueValidator(24)]


class Plans(models.QuerySet[Any]):
    """Plans: of those who keep them; of the body once adopted; of the members once released."""

    def visible_to(self, user: Any) -> Self:
        """Those that are open to this person, with all that is in them."""
        if getattr(user, "is_system", False):
            return self
        if not roles(user):
            return self.none()
        told = self.kept_by(user) | Q(released_on__isnull=False)
        told |= Q(organisation__in=bodies_of(user), adopted_on__isnull=False)
        return self.filter(told | let_read(user))

    @staticmethod
    def kept_by(user: Any) -> Q:
        """Those that this person keeps: as one of its team, or as the lead of the body."""
        person = getattr(user, "person_id", None)
        if person is None or not roles(user):
            return Q(pk__in=[])
        members: Any = Plan._meta.get_field("members").related_model
        rows = members._base_manager.filter(plan=OuterRef("pk"), person=person)
        # Who has left the body keeps nothing of it any more.
        mine = Q(Exists(rows)) & Q(organisation__in=bodies_of(user))
        return mine | Q(organisation__in=led_by(user))


class Plan(Versioned):
    """What a body sets out to do, most often about what an assessment of itself found.

    ``adopted_by`` are the body's own words ("Cabinet, 12 October 2011"). A plan is reviewed every
    so many months; ``review_due`` is the next day. ``serves`` is an activity of the work programme.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ADOPTED = "adopted", "Adopted"
        CLOSED = "closed", "Closed"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "drafted_by", "keep", "The plan is the organisation's own.", only=("title", "drafted_on")
    )
    organisation = kept(
        models.ForeignKey(Organisation, models.PROTECT, related_name="plans"), "member"
    )
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, validators=LONG)
    state = kept(
        models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True), "member"
    )
    review_every = models.PositiveSmallIntegerField(
        "months between reviews", default=6, validators=MONTHS
    )
    review_due = models.DateField("next review", null=True, blank=True)
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    team_reads = models.BooleanField("the network's team may read it", default=False)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_on = models.DateField()
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.CharField(max_length=200, blank=True)
    released_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    came_of = models.TextField("what came of it", blank=True, validators=LONG)
    objects = Confidential.from_queryset(Plans)()

    class Meta:
        ordering = ("-drafted_on", "-pk")
        indexes = [models.Index(fields=["adopted_on"], name="plan_adopted")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", adopted_on__isnull=True)
                | Q(state="adopted", adopted_on__isnull=False)
                | Q(state="closed"),
                name="plan_adopted_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True, adopted_by="")
                | (Q(adopted_on__isnull=False) & ~Q(adopted_by="")),
                name="plan_adopted_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed", closed_on__isnull=False) & ~Q(came_of=""))
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="plan_closed_with_what_came_of_it",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True)
                | Q(adopted_on__isnull=False, released_on__gte=models.F("adopted_on")),
                name="plan_released_once_adopted",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"plan:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return bool(self.state == self.State.DRAFT)

    @property
    def is_closed(self) -> bool:
        return bool(self.state == self.State.CLOSED)


class OfPlan(models.QuerySet[Any]):
    """Parts of a plan, for whoever may read it; ``of`` is the path that leads to the plan."""

    of = "plan"

    def visible_to(self, user: Any) -> Self:
        return self.filter(**{f"{self.of}__in": Plan.objects.visible_to(user)})
