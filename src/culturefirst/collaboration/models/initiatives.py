"""Initiatives: what bodies set out to do together, from a first draft on."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from culturefirst.collaboration.models.listings import LONGEST
from culturefirst.collaboration.models.matches import Introduction
from culturefirst.collaboration.models.meetings import DayMeeting
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person
from culturefirst.network.policy import TEAM
from culturefirst.programme.models import Activity


class Initiatives(models.QuerySet[Any]):
    """Initiatives: open ones are for every member, drafts for those who work for a partner."""

    def visible_to(self, user: Any) -> Self:
        """A draft may come of what two said in private, so the team does not read it either."""
        if getattr(user, "is_system", False):
            return self
        held = roles(user)
        if not held:
            return self.none()
        told = Q(stage=Initiative.Stage.OPEN) | Q(self.partnered(user))
        if held & TEAM:
            told |= Q(opened_on__isnull=False)
        return self.filter(told)

    @staticmethod
    def partnered(user: Any) -> Exists:
        """Whether this person works today for a body that is a partner."""
        rows = InitiativePartner._base_manager.filter(initiative=OuterRef("pk"), until=None)
        bodies = {post.organisation_id for post in getattr(user, "posts_today", ())}
        return Exists(rows.filter(organisation__in=bodies))


class Initiative(Versioned):
    """What two bodies or more set out to do together.

    It is a draft, read by its partners alone, until one of them opens it to the members; then it
    has an ``opened_on``, which it keeps. It may have grown out of a meeting at a speed-dating day
    that both wanted to take further, or out of an introduction; each gives rise to one at most.
    ``serves`` is an activity of the work programme.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        OPEN = "open", "Open"
        DROPPED = "dropped", "Dropped"

    keeps: ClassVar[str] = "member"
    title = kept(models.CharField(max_length=120), "confidential")
    words = kept(
        models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST)]), "confidential"
    )
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.DRAFT)
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    grew_from_meeting = models.OneToOneField(
        DayMeeting, models.PROTECT, null=True, blank=True, related_name="initiative"
    )
    grew_from_introduction = models.OneToOneField(
        Introduction, models.PROTECT, null=True, blank=True, related_name="initiative"
    )
    drafted_on = models.DateField()
    opened_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = kept(models.CharField(max_length=300, blank=True), "confidential")
    objects = Confidential.from_queryset(Initiatives)()

    class Meta:
        ordering = ("-drafted_on", "-pk")
        indexes = [
            models.Index(fields=["stage", "-drafted_on", "-id"], name="initiative_stage"),
            models.Index(fields=["opened_on"], name="initiative_opened"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(grew_from_meeting__isnull=True)
                | Q(grew_from_introduction__isnull=True),
                name="initiative_grew_from_one",
            ),
            models.CheckConstraint(
                condition=Q(stage="draft", opened_on__isnull=True)
                | Q(stage="open", opened_on__isnull=False)
                | ~Q(stage__in=("draft", "open")),
                name="initiative_open_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(stage="dropped", dropped_on__isnull=False)
                | (~Q(stage="dropped") & Q(dropped_on__isnull=True, dropped_because="")),
                name="initiative_dropped_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"initiative:{self.pk}"

    @property
    def is_draft(self) -> bool:
        return bool(self.stage == self.Stage.DRAFT)


class InitiativePartners(models.QuerySet[Any]):
    """Partners, for whoever may see the initiative."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(initiative__in=Initiative.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that have not left it."""
        return self.filter(until__isnull=True)


class InitiativePartner(models.Model):
    """A body takes part, with somebody to ask there, until it leaves."""

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "person",
        "keep",
        "That the organisation takes part is its own; it is asked to name somebody else.",
        only=("initiative", "since"),
    )
    named_with: ClassVar[tuple[str, ...]] = ("organisation",)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(InitiativePartners)()

    class Meta:
        ordering = ("since", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organisation"],
                condition=Q(until__isnull=True),
                name="initiative_partner_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="initiative_partner_leaves_after_it_joins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def about(self) -> str:
        return self.initiative.about
