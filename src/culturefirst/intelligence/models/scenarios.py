"""What would change: scenarios of a run, and the briefs that councillors are handed."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from culturefirst.intelligence.models.studies import OfStudy, Study, StudyRun
from culturefirst.kit.keeps import Subject
from culturefirst.network.models import Person


class OfRun(OfStudy):
    """What belongs to a run of a study, for whoever may see the study."""

    of = "run__study"


class Scenarios(OfRun):
    """Scenarios, which belong to a run."""


class Scenario(models.Model):
    """Changes to the places and people of a run, with what would come of them.

    ``changes`` is the list as it was made (``studying.changes``); ``outcome`` are frozen bytes by
    area and place, known by ``digest``; ``headline`` are the figures of the whole. ``found`` says
    how a calculation found the changes (method, gap, candidates), where no person chose them.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The scenario is the study's.", only=("title", "made_on")
    )
    run = models.ForeignKey(StudyRun, models.CASCADE, related_name="scenarios")
    title = models.CharField(max_length=120)
    changes = models.JSONField(default=list)
    headline = models.JSONField(default=dict)
    found = models.JSONField(default=dict, blank=True)
    outcome = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    objects = Scenarios.as_manager()

    class Meta:
        ordering = ("-made_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["run", "title"], name="scenario_title_once_a_run"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scenario", args=[self.pk])

    @property
    def about(self) -> str:
        return f"study:{self.run.study_id}"


class Briefs(OfRun):
    """Briefs: of published studies for all who see those."""

    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user).filter(run__study__state=Study.State.PUBLISHED)


class Brief(models.Model):
    """Two pages for a councillor, as they were issued: of one authority, at one time.

    ``content`` is plain data with every figure and sentence, so that a brief stays as it was.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "issued_by", "keep", "A brief says who answers for it.", only=("issued_on",)
    )
    run = models.ForeignKey(StudyRun, models.PROTECT, related_name="briefs")
    scenario = models.ForeignKey(
        Scenario, models.SET_NULL, null=True, blank=True, related_name="briefs"
    )
    zone = models.CharField("authority's code", max_length=20)
    zone_name = models.CharField("authority", max_length=120)
    content = models.JSONField(default=dict)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    issued_on = models.DateField()
    review_by = models.DateField()
    objects = Briefs.as_manager()

    class Meta:
        ordering = ("-issued_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(review_by__gt=F("issued_on")), name="brief_reviewed_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run.study}: {self.zone_name}"

    def get_absolute_url(self) -> str:
        return reverse("study_brief", args=[self.pk])

    @property
    def about(self) -> str:
        return f"study:{self.run.study_id}"
