"""Who was asked to score on their own, and what they answered before any of it was agreed."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.assessments import Assessment, OfAssessment
from culturefirst.improvement.models.frameworks import Criterion
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.network.models import Person

NOTE = 2000


class Respondents(OfAssessment):
    """Respondents: one's own row, and all for whoever works on the assessment."""

    def visible_to(self, user: Any) -> Self:
        person = getattr(user, "person_id", None)
        mine = self.filter(person=person) if person else self.none()
        return mine | super().visible_to(user)


class Respondent(Versioned):
    """Somebody asked to score on their own: a person of the network, or an address outside it.

    ``view`` is from where they look, for the 360-degree view. Who has no account answers by a
    signed link, which ends when ``withdrawn_on`` is set or scoring is over. ``side`` tells partners
    of one organisation from those of another, and not which it is (``actions.respondents``).
    """

    class View(models.TextChoices):
        COLLEAGUE = "colleague", "Colleague"
        PARTNER = "partner", "Partner"
        COUNCILLOR = "councillor", "Councillor"
        USER = "user", "Somebody who uses the service"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("person", "delete")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="respondents")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = kept(models.CharField(max_length=200, blank=True), "private")
    email = kept(models.EmailField(blank=True), "private")
    view = models.CharField(max_length=20, choices=View, default=View.COLLEAGUE)
    side = models.CharField(max_length=16, blank=True, editable=False)
    invited_on = models.DateField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(Respondents)()

    class Meta:
        ordering = ("view", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "person"],
                condition=Q(person__isnull=False),
                name="respondent_person_once",
            ),
            models.UniqueConstraint(
                fields=["assessment", "email"],
                condition=~Q(email=""),
                name="respondent_address_once",
            ),
            models.CheckConstraint(
                # A guest's name and address go once they are not needed; that one answered stays.
                condition=Q(person__isnull=False)
                | ~Q(email="")
                | Q(withdrawn_on__isnull=False)
                | Q(submitted_at__isnull=False),
                name="respondent_can_be_reached",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person_id else self.name or "A guest"

    @property
    def about(self) -> str:
        return str(self.assessment.about)

    @property
    def is_asked(self) -> bool:
        """Whether they still are: neither declined nor was the invitation withdrawn."""
        return self.declined_on is None and self.withdrawn_on is None

    @property
    def may_write(self) -> bool:
        """Whether their answers can be changed now."""
        scoring = self.assessment.stage == Assessment.Stage.SCORING
        return bool(scoring and self.is_asked and self.submitted_at is None)


class Answers(models.QuerySet[Any]):
    """Answers: for whoever gave them. The team reads the spread (``queries``), never a row.

    Who said what is for themselves, so that people are candid; the spread of a view is shown from
    three answers of it on.
    """

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        person = getattr(user, "person_id", None)
        return self.filter(respondent__person=person) if person else self.none()


class Answer(models.Model):
    """What one respondent says of one criterion; half-done answers are kept as they are."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("respondent__person", "delete")
    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.SmallIntegerField("level", null=True, blank=True)
    applies = models.BooleanField(default=True)
    note = models.TextField(blank=True, validators=[MaxLengthValidator(NOTE)])
    saved_at = models.DateTimeField()
    objects = Confidential.from_queryset(Answers)()

    class Meta:
        ordering = ("criterion__position",)
        constraints = [
            models.UniqueConstraint(fields=["respondent", "criterion"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(applies=True) | Q(value__isnull=True), name="answer_applies_or_not"
            ),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    @property
    def about(self) -> str:
        return str(self.respondent.about)
