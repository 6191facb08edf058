"""Self-assessments: their scope, and who works on them."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from culturefirst.improvement.models.frameworks import FrameworkVersion
from culturefirst.improvement.models.opening import opened_to
from culturefirst.improvement.models.whose import LONG, bodies_of, led_by, let_read
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person
from culturefirst.programme.models import Activity


class Assessments(models.QuerySet[Any]):
    """Assessments: of nobody's business but those who work on them, until they are released."""

    def visible_to(self, user: Any) -> Self:
        """Those that are open to this person; what may be read *of* one is asked of its parts.

        In order: its own team and whoever leads the body; the body's people once it is agreed; the
        network's team where the body lets it read; every member once it is released; and peers
        who challenge it, while its scores are opened to them.
        """
        if getattr(user, "is_system", False):
            return self
        if not roles(user):
            return self.none()
        told = self.worked_on_by(user) | Q(released_on__isnull=False)
        told |= Q(organisation__in=bodies_of(user), agreed_on__isnull=False)
        return self.filter(told | let_read(user) | opened_to(user, "judgements"))

    @staticmethod
    def worked_on_by(user: Any) -> Q:
        """Those on which this person works: as one of the team, or as the lead of the body."""
        person = getattr(user, "person_id", None)
        if person is None or not roles(user):
            return Q(pk__in=[])
        rows = AssessmentMember._base_manager.filter(assessment=OuterRef("pk"), person=person)
        # Who has left the body works on nothing of it any more.
        mine = Q(Exists(rows)) & Q(organisation__in=bodies_of(user))
        return mine | Q(organisation__in=led_by(user))


class Assessment(Versioned):
    """A body looks at itself against one version of a framework.

    ``themes`` are the keys of the themes that are in scope, none for all. ``services`` are short
    values of ``network.Service``. ``follows`` is the assessment that this one scores afresh.
    Release goes one way: to the body's own people when ``agreed_on``, to every member by
    ``released_on``; what strangers read are figures without names.
    """

    class Stage(models.TextChoices):
        SCOPE = "scope", "Being scoped"
        SCORING = "scoring", "People score on their own"
        AGREEING = "agreeing", "Scores are being agreed"
        AGREED = "agreed", "Agreed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "begun_by", "keep", "The assessment is the organisation's own.", only=("title", "begun_on")
    )
    organisation = kept(
        models.ForeignKey(Organisation, models.PROTECT, related_name="assessments"), "member"
    )
    framework = kept(
        models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="+"), "member"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    title = models.CharField(max_length=200)
    stage = kept(
        models.CharField(max_length=20, choices=Stage, default=Stage.SCOPE, db_index=True), "member"
    )
    reason = models.TextField("why now", blank=True, validators=LONG)
    services = models.JSONField("services in scope", default=list, blank=True)
    themes = models.JSONField("themes in scope", default=list, blank=True)
    in_scope = models.TextField("what is looked at", blank=True, validators=LONG)
    left_out = models.TextField("what is left out, and why", blank=True, validators=LONG)
    partners = models.TextField("which partners take part", blank=True, validators=LONG)
    sponsor = models.CharField("who asked for it", max_length=200, blank=True)
    timetable = models.TextField(blank=True, validators=LONG)
    scores_by = models.DateField("day until which people score", null=True, blank=True)
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    team_reads = models.BooleanField("the network's team may read it", default=False)
    begun_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begun_on = models.DateField()
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField("day on which scoring ended", null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_because = models.CharField(max_length=300, blank=True)
    objects = Confidential.from_queryset(Assessments)()

    class Meta:
        ordering = ("-begun_on", "-pk")
        indexes = [models.Index(fields=["agreed_on"], name="assessment_agreed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="scope", opened_on__isnull=True)
                | Q(stage="withdrawn")
                | Q(stage__in=("scoring", "agreeing", "agreed"), opened_on__isnull=False),
                name="assessment_scored_once_open",
            ),
            models.CheckConstraint(
                condition=Q(stage="agreed", agreed_on__isnull=False)
                | Q(stage="withdrawn")
                | (Q(stage__in=("scope", "scoring", "agreeing")) & Q(agreed_on__isnull=True)),
                name="assessment_agreed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True)
                | Q(agreed_on__isnull=False, released_on__gte=models.F("agreed_on")),
                name="assessment_released_once_agreed",
            ),
            models.CheckConstraint(
                condition=Q(stage="withdrawn", withdrawn_on__isnull=False)
                | (~Q(stage="withdrawn") & Q(withdrawn_on__isnull=True)),
                name="assessment_withdrawn_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"assessment:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be worked on."""
        return self.stage in (self.Stage.SCOPE, self.Stage.SCORING, self.Stage.AGREEING)


class OfAssessment(models.QuerySet[Any]):
    """Parts of an assessment, for whoever works on it; ``of`` is the path that leads to it."""

    of = "assessment"

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        worked = Assessment._base_manager.filter(Assessments.worked_on_by(user))
        return self.filter(**{f"{self.of}__in": worked})


class AssessmentMember(models.Model):
    """Somebody of the body works on the assessment: leads it, or is one of the team."""

    class Part(models.TextChoices):
        LEAD = "lead", "Leads it"
        TEAM = "team", "Works on it"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("person", "delete")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part, default=Part.TEAM)
    since = models.DateField()
    objects = Confidential.from_queryset(OfAssessment)()

    class Meta:
        ordering = ("part", "pk")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="assessment_member_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def about(self) -> str:
        return str(self.assessment.about)
