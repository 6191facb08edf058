"""Small areas: where people live, with a point, the authority they belong to, and an outline."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from culturefirst.intelligence.ground import EAST_END, NORTH_END
from culturefirst.network.models import MembersRecords


class AreaSet(models.Model):
    """Areas that were drawn together: output areas of a census, wards of a year, authorities."""

    class Kind(models.TextChoices):
        OUTPUT = "output", "Output areas"
        LOWER = "lower", "Lower super output areas"
        MIDDLE = "middle", "Middle super output areas"
        WARD = "ward", "Wards"
        AUTHORITY = "authority", "Authorities"
        OTHER = "other", "Other areas"

    keeps: ClassVar[str] = "member"
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField("kind of area", max_length=12, choices=Kind, default=Kind.OTHER)
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1801), MaxValueValidator(2200)]
    )
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(licence=""), name="area_set_says_its_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("area_set", args=[self.pk])

    @property
    def about(self) -> str:
        return f"area_set:{self.pk}"


class Area(models.Model):
    """One area: its centroid in whole metres of the British National Grid.

    ``zone`` is the GSS code of the authority in which it lies. ``boundary`` is a GeoJSON
    MultiPolygon whose points are whole metres of the grid, not degrees; read it only where it
    is drawn (``defer("boundary")``).
    """

    keeps: ClassVar[str] = "member"
    area_set = models.ForeignKey(AreaSet, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    easting = models.IntegerField()
    northing = models.IntegerField()
    zone = models.CharField("authority's code", max_length=20, blank=True)
    zone_name = models.CharField("authority", max_length=120, blank=True)
    boundary = models.JSONField(null=True, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("area_set", "code")
        constraints = [
            models.UniqueConstraint(fields=["area_set", "code"], name="area_code_once_in_a_set"),
            models.CheckConstraint(
                condition=Q(
                    easting__gte=0,
                    easting__lt=EAST_END,
                    northing__gte=0,
                    northing__lt=NORTH_END,
                ),
                name="area_lies_on_the_grid",
            ),
        ]
        indexes = [models.Index(fields=["area_set", "zone"], name="area_by_zone")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def about(self) -> str:
        return f"area_set:{self.area_set_id}"
