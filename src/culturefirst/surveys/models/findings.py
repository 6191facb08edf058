"""Findings: what people who know the matter write beside the figures."""

from typing import Any, ClassVar, Self

from django.db import models

from culturefirst.kit import policy
from culturefirst.kit.keeps import Subject
from culturefirst.kit.models import Versioned
from culturefirst.network.models import Person
from culturefirst.surveys.models.waves import Wave
from culturefirst.surveys.policy.surveys import MAKERS


class Findings(models.QuerySet[Any]):
    """Findings of waves that somebody may see; with the figures once those are published."""

    def visible_to(self, user: Any) -> Self:
        seen = self.filter(wave__in=Wave.objects.visible_to(user))
        if policy.is_system(user) or policy.roles(user) & MAKERS:
            return seen
        told = models.Q(wave__told=Wave.Told.ALL) if not policy.roles(user) else models.Q()
        return seen.filter(told, wave__published_on__isnull=False)


class Finding(Versioned):
    """What is said of one question of a wave, or (without one) of the wave as a whole."""

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "A finding says who answers for it.", only=("made_on",)
    )
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="findings")
    question = models.CharField(max_length=40, blank=True)
    words = models.TextField(max_length=3000)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    objects = Findings.as_manager()

    class Meta:
        ordering = ("wave", "question", "pk")
        constraints = [
            models.UniqueConstraint(fields=["wave", "question"], name="finding_once_a_question"),
            models.CheckConstraint(condition=~models.Q(words=""), name="finding_says_something"),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def about(self) -> str:
        return self.wave.about
