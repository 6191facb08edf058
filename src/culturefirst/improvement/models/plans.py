"""Improvement plans: what a body sets out to do about what it found, and who keeps the plan."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from culturefirst.improvement.models.assessments import Assessment, bodies_of, led_by, let_read
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
        rows = PlanMember._base_manager.filter(plan=OuterRef("pk"), person=person)
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


class OfKeepers(OfPlan):
    """Parts that are for whoever keeps the plan, and nobody else."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        return self.filter(**{f"{self.of}__in": Plan._base_manager.filter(Plans.kept_by(user))})


class PlanMember(models.Model):
    """Somebody of the body keeps the plan: leads it, or is one of its team."""

    class Part(models.TextChoices):
        LEAD = "lead", "Leads it"
        TEAM = "team", "Works on it"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("person", "delete")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part, default=Part.TEAM)
    since = models.DateField()
    objects = Confidential.from_queryset(OfPlan)()

    class Meta:
        ordering = ("part", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="plan_member_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def about(self) -> str:
        return str(self.plan.about)


class ReviewNotes(OfPlan):
    """Notes at reviews: for the body's own people and whom it lets read, not for all members."""

    def visible_to(self, user: Any) -> Self:
        seen = super().visible_to(user)
        if getattr(user, "is_system", False):
            return seen
        return seen.filter(Q(plan__organisation__in=bodies_of(user)) | let_read(user, "plan__"))


class ReviewNote(models.Model):
    """What was said at a review, of the whole plan or of one action; never changed afterwards."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "The note is the organisation's own record.", only=("on",)
    )
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="notes")
    action = models.ForeignKey(
        "improvement.PlanAction", models.CASCADE, null=True, blank=True, related_name="notes"
    )
    words = models.TextField(validators=LONG)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()
    objects = Confidential.from_queryset(ReviewNotes)()

    class Meta:
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="review_note_says_something"),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def about(self) -> str:
        return str(self.plan.about)
