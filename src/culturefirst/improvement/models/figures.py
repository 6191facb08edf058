"""What is asked each year, and when what bodies send is shown to whom."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.improvement import figures
from culturefirst.kit import clock
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import OpenRecords, Organisation
from culturefirst.network.policy import TEAM


@lru_cache(maxsize=32)
def _read(digest: str, text: str) -> figures.Figures:
    return figures.read(text)


class IndicatorSet(models.Model):
    """One version of what is asked and compared, as its file says it.

    The loader alone makes it and nothing changes it: what was sent once is always read by the
    definitions that it was sent under.
    """

    keeps: ClassVar[str] = "public"
    key = models.SlugField(max_length=60)
    name = models.CharField("version", max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField()
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("key", "-loaded_at")
        constraints = [
            models.UniqueConstraint(fields=["key", "name"], name="indicator_set_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.name})"

    @property
    def about(self) -> str:
        return f"indicator_set:{self.pk}"

    @property
    def figures(self) -> figures.Figures:
        """The file taken apart."""
        return _read(self.digest, self.text)


class Collections(models.QuerySet[Any]):
    """Collections: a draft is for the team; what was announced for members; what is public for
    anybody."""

    def visible_to(self, user: Any) -> Self:
        held = roles(user)
        if getattr(user, "is_system", False) or held & TEAM:
            return self
        if held:
            return self.filter(stage=Collection.Stage.ANNOUNCED)
        return self.public()

    def public(self) -> Self:
        """Those that everybody may read of by now, without names."""
        return self.filter(stage=Collection.Stage.ANNOUNCED, public_on__lte=clock.today())

    def open_on(self, day: Any) -> Self:
        """Those that take returns on the day."""
        shown = self.filter(stage=Collection.Stage.ANNOUNCED)
        return shown.filter(opens_on__lte=day, members_on__gt=day)


class Collection(Versioned):
    """The figures of one year: from when to when they are collected, and when they are shown.

    Release goes by the days alone, so that nobody can forget it: own people at once, members by
    name from ``members_on``, everybody without names from ``public_on``. ``later_because`` says
    why a day of these was put off; once a return was sent, neither comes earlier. What is late
    is taken until the members read; from then on nothing changes any more.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Being prepared"
        ANNOUNCED = "announced", "Announced"
        WITHDRAWN = "withdrawn", "Withdrawn"

    keeps: ClassVar[str] = "member"
    year = models.PositiveSmallIntegerField("year in which it begins", db_index=True)
    title = models.CharField(max_length=120)
    uses = models.ForeignKey(IndicatorSet, models.PROTECT, related_name="collections")
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.DRAFT)
    opens_on = models.DateField("collection opens on")
    closes_on = models.DateField("returns are wanted by")
    members_on = models.DateField("members read it by name from")
    public_on = models.DateField("everybody reads it without names from")
    later_because = models.TextField(
        "why a day was put off", blank=True, validators=[MaxLengthValidator(500)]
    )
    announced_on = models.DateField(null=True, blank=True)
    objects = Collections.as_manager()

    class Meta:
        ordering = ("-year", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=~Q(stage="withdrawn"), name="collection_of_a_year_once"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on"), closes_on__lt=F("members_on")),
                name="collection_closes_before_members_read",
            ),
            models.CheckConstraint(
                condition=Q(public_on__gte=F("members_on")), name="collection_members_read_first"
            ),
            models.CheckConstraint(
                condition=~Q(stage="announced") | Q(announced_on__isnull=False),
                name="collection_announced_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"collection:{self.pk}"

    @property
    def figures(self) -> figures.Figures:
        return self.uses.figures

    def takes_returns(self, day: date) -> bool:
        """Whether a return can be filled in and sent."""
        return self._announced and self.opens_on <= day < self.members_on

    def read_by_members(self, day: date) -> bool:
        return self._announced and self.members_on <= day

    def read_by_all(self, day: date) -> bool:
        return self._announced and self.public_on <= day

    @property
    def _announced(self) -> bool:
        return bool(self.stage == self.Stage.ANNOUNCED)


class Traits(models.Model):
    """What describes a body's area in a year, by name: open data, by which neighbours are found."""

    keeps: ClassVar[str] = "public"
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="traits")
    year = models.PositiveSmallIntegerField()
    values = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    loaded_on = models.DateField()
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("-year", "organisation")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="traits_of_a_year_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"

    @property
    def about(self) -> str:
        return f"organisation:{self.organisation_id}"

    @property
    def known(self) -> Mapping[str, float]:
        return {name: value for name, value in self.values.items() if value is not None}
