"""How often each answer was given in a wave that is closed: what targets are counted by."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from culturefirst.surveys.models.waves import Wave


class Tallies(models.QuerySet[Any]):
    """Tallies of waves that somebody may see."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(wave__in=Wave.objects.visible_to(user))


class Tally(models.Model):
    """Of those who had an opinion (``base``), how many gave one answer (``count``): parts.

    ``answer`` names it from wave to wave: the survey's key, the question's (``key``), the option's.
    ``broken`` says that what could be answered changed since the wave before; ``told``, that
    everybody may read it.
    """

    keeps: ClassVar[str] = "member"
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="tallies")
    answer = models.CharField(max_length=120, db_index=True)
    key = models.CharField("question's key", max_length=40)
    question = models.CharField(max_length=500)
    words = models.CharField(max_length=200)
    count = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    broken = models.BooleanField(default=False)
    told = models.BooleanField("told to everybody", default=False)
    objects = Tallies.as_manager()

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ("wave", "pk")
        constraints = [
            models.UniqueConstraint(fields=["wave", "answer"], name="tally_once_a_wave"),
            models.CheckConstraint(condition=Q(count__lte=F("base")), name="tally_within_its_base"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.words}"

    @property
    def about(self) -> str:
        return self.wave.about
