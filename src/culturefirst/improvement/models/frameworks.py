"""Benchmark frameworks: versions that were loaded from files, their themes and criteria.

The loader alone makes these rows, and nothing changes them afterwards: what was once scored against
a version can always be read as it was asked.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from culturefirst.kit.keeps import Subject
from culturefirst.network.models import OpenRecords, Person

SHORTEST = Decimal(0)


class Framework(models.Model):
    """A benchmark that lives through its versions; ``key`` is what its files call it."""

    keeps: ClassVar[str] = "public"
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    retired_on = models.DateField(null=True, blank=True)
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"framework:{self.pk}"


class FrameworkVersion(models.Model):
    """One version, as its file says it.

    ``number`` counts the versions from 1; ``name`` is what the file calls it ("2011-12").
    ``kinds`` are the kinds of body that it suits, none for all. ``levels`` is the scale, lowest
    first: ``[{"value": 1, "name": "Poor", "says": "…"}, …]``. ``translations`` holds the words in
    other languages, by the language's tag.
    """

    keeps: ClassVar[str] = "public"
    subject: ClassVar[Subject] = Subject(
        "loaded_by", "keep", "The framework is the network's own.", only=("title", "loaded_at")
    )
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    says = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en")
    source = models.CharField(max_length=500, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    levels = models.JSONField(default=list)
    translations = models.JSONField(default=dict, blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    loaded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    loaded_at = models.DateTimeField()
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("framework", "-number")
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_number_once"),
            models.UniqueConstraint(fields=["framework", "name"], name="framework_name_once"),
            models.UniqueConstraint(fields=["framework", "digest"], name="framework_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.name})"

    @property
    def about(self) -> str:
        return f"framework:{self.framework_id}"

    @property
    def lowest(self) -> int:
        return int(self.levels[0]["value"])

    @property
    def highest(self) -> int:
        return int(self.levels[-1]["value"])

    def level(self, value: int | None) -> str:
        """The name of a level ("Good"), or nothing for what is not scored."""
        names = {each["value"]: str(each["name"]) for each in self.levels}
        return names.get(value, "")


class Theme(models.Model):
    """A theme of a version; ``weight`` is its own beside the other themes."""

    keeps: ClassVar[str] = "public"
    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="themes")
    key = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    says = models.TextField(blank=True)
    weight = models.DecimalField(
        max_digits=8, decimal_places=3, default=1, validators=[MinValueValidator(SHORTEST)]
    )
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="theme_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="theme_place_once"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="theme_weight_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What is judged: with what it looks like at each level, guidance, and what would show it.

    ``levels`` are the descriptions by the level's value as text (``{"1": "…"}``). ``kinds`` are the
    kinds of body that it suits, none for all that its version suits. ``maps_to`` names criteria of
    other frameworks ("culture-and-sport/efficiency-assets"), ``was`` the keys that it had in
    earlier versions, from which answers are carried over.
    """

    keeps: ClassVar[str] = "public"
    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="criteria")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="criteria")
    key = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    says = models.TextField(blank=True)
    weight = models.DecimalField(
        max_digits=8, decimal_places=3, default=1, validators=[MinValueValidator(SHORTEST)]
    )
    kinds = models.JSONField(default=list, blank=True)
    levels = models.JSONField(default=dict, blank=True)
    guidance = models.TextField(blank=True)
    prompts = models.JSONField(default=list, blank=True)
    maps_to = models.JSONField(default=list, blank=True)
    was = models.JSONField(default=list, blank=True)
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("version", "position")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="criterion_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="criterion_place_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0), name="criterion_weight_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def suits(self, kind: str) -> bool:
        """Whether it is asked of bodies of this kind."""
        held: list[Any] = self.kinds or []
        return not held or kind in held
