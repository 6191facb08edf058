"""Who lives in each area: people by age and sex, and shares of segments."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from culturefirst.intelligence.models.areas import Area, AreaSet
from culturefirst.kit.policy import roles
from culturefirst.network.models import MembersRecords


class Population(models.Model):
    """A count of the people of an area set in a year, by groups of age and sex.

    ``groups`` is a list of ``{key, label, sex, from, to}``: sex ``f``, ``m`` or ``all``; ages in
    whole years, ``to`` included and ``None`` for "and over". Without groups only totals are
    known.
    """

    keeps: ClassVar[str] = "member"
    area_set = models.ForeignKey(AreaSet, models.PROTECT, related_name="populations")
    name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1801), MaxValueValidator(2200)]
    )
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200)
    groups = models.JSONField(default=list, blank=True)
    loaded_at = models.DateTimeField()
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("area_set", "-year", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["area_set", "name"], name="population_name_once_in_a_set"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(licence=""), name="population_says_its_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("population", args=[self.pk])

    @property
    def about(self) -> str:
        return f"population:{self.pk}"


class AreaPeople(models.Model):
    """The people of one area: ``counts`` in the order of the population's groups."""

    keeps: ClassVar[str] = "member"
    population = models.ForeignKey(Population, models.CASCADE, related_name="people")
    area = models.ForeignKey(Area, models.CASCADE, related_name="people")
    total = models.PositiveIntegerField()
    counts = models.JSONField(default=list, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("population", "area")
        constraints = [
            models.UniqueConstraint(fields=["population", "area"], name="people_of_an_area_once"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.total}"

    @property
    def about(self) -> str:
        return f"population:{self.population_id}"


class Classifications(models.QuerySet[Any]):
    """Members read every classification; what is licensed is never given out."""

    def visible_to(self, user: Any) -> Self:
        return self if roles(user) else self.none()

    def given_out(self) -> Self:
        """Those whose rows may be downloaded, served or published."""
        return self.filter(licensed=False)


class Classification(models.Model):
    """A way to sort people or places into segments: an open one, or one that was bought.

    What is ``licensed`` is read by members on pages and never given out in any file.
    """

    keeps: ClassVar[str] = "member"
    name = models.CharField(max_length=120, unique=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200)
    licensed = models.BooleanField("licensed, never given out", default=False)
    loaded_at = models.DateTimeField()
    objects = Classifications.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(licence=""), name="classification_says_its_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("classification", args=[self.pk])

    @property
    def about(self) -> str:
        return f"classification:{self.pk}"


class Segment(models.Model):
    """One of the kinds that a classification tells apart; ``parent`` is what it is a part of."""

    keeps: ClassVar[str] = "member"
    classification = models.ForeignKey(Classification, models.CASCADE, related_name="segments")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("classification", "code")
        constraints = [
            models.UniqueConstraint(fields=["classification", "code"], name="segment_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def about(self) -> str:
        return f"classification:{self.classification_id}"


class AreaSegments(models.Model):
    """Which segments the people of one area are of: ``shares`` by segment code, adding to 1."""

    keeps: ClassVar[str] = "member"
    classification = models.ForeignKey(Classification, models.CASCADE, related_name="areas")
    area = models.ForeignKey(Area, models.CASCADE, related_name="segments")
    shares = models.JSONField(default=dict)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("classification", "area")
        constraints = [
            models.UniqueConstraint(
                fields=["classification", "area"], name="segments_of_an_area_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {', '.join(self.shares)}"

    @property
    def about(self) -> str:
        return f"classification:{self.classification_id}"

    @property
    def known(self) -> Mapping[str, float]:
        """The shares, by segment code."""
        return {code: float(share) for code, share in self.shares.items()}
