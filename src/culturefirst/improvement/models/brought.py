"""A Word record that was read and waits for somebody to look at what it would change."""

from typing import Any, ClassVar, Self

from django.db import models

from culturefirst.improvement.models.assessments import Assessment
from culturefirst.improvement.models.respondents import Respondent
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.network.models import Person


class Brought(models.QuerySet[Any]):
    """What was brought back: for whoever brought it."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        person = getattr(user, "person_id", None)
        return self.filter(brought_by=person) if person else self.none()


class BroughtRecord(models.Model):
    """What a record says, row by row, until it is put in or left; with ``respondent`` of answers.

    ``rows`` are as ``records.reading`` gives them. It is taken away when it was used, when the
    next is brought, and after a day.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("brought_by", "delete")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="brought")
    respondent = models.ForeignKey(
        Respondent, models.CASCADE, null=True, blank=True, related_name="brought"
    )
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    brought_by = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField()
    objects = Confidential.from_queryset(Brought)()

    class Meta:
        ordering = ("-brought_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return str(self.assessment.about)
