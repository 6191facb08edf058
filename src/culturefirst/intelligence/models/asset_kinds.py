"""The kinds of places that are recorded, in two levels, and where what is known of them is from."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.kit.models import Versioned
from culturefirst.network.models import OpenRecords


class Sector(models.TextChoices):
    """The upper level: what a kind of place is for."""

    ARTS = "arts", "Arts"
    MUSEUMS = "museums", "Museums"
    LIBRARIES = "libraries", "Libraries"
    ARCHIVES = "archives", "Archives"
    HERITAGE = "heritage", "Heritage"
    SPORT = "sport", "Sport"
    PARKS = "parks", "Parks and play"
    COMMUNITY = "community", "Community"
    TOURISM = "tourism", "Tourism"
    FESTIVALS = "festivals", "Festivals"


class Kinds(OpenRecords):
    """Kinds of places, which anybody may see."""

    def in_use(self) -> Self:
        """Those that new places may be given."""
        return self.filter(retired_on__isnull=True)


class AssetKind(Versioned):
    """A kind of place: what counts as one, in what its room is counted, what is asked of it.

    ``elements`` are ``{key, label}``: each is answered with yes, no or not known. ``called`` are
    the words by which lists from elsewhere name the kind; ``active_places`` are the facility types
    of Active Places that it covers. Places of a kind that is not ``public`` are for members.
    """

    keeps: ClassVar[str] = "public"
    key = models.SlugField(max_length=60, unique=True)
    sector = models.CharField(max_length=20, choices=Sector, db_index=True)
    name = models.CharField(max_length=100, unique=True)
    definition = models.TextField(max_length=1000, blank=True)
    unit = models.CharField("what its room is counted in", max_length=60, blank=True)
    elements = models.JSONField("what is asked of each", default=list, blank=True)
    called = models.JSONField("other words for it", default=list, blank=True)
    active_places = models.JSONField("types in Active Places", default=list, blank=True)
    public = models.BooleanField("anybody may read of these places", default=True)
    retired_on = models.DateField(null=True, blank=True)
    objects = Kinds.as_manager()

    class Meta:
        ordering = ("sector", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"asset_kind:{self.pk}"


class AssetSource(Versioned):
    """Where facts about places are from: who publishes them, under what licence, as at what day.

    What is from a source that is not ``open`` is for members and never given out.
    """

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=200, unique=True)
    publisher = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    address = models.URLField("web address", max_length=500, blank=True)
    as_at = models.DateField("facts are as at", null=True, blank=True)
    open = models.BooleanField("anybody may read and reuse it", default=False)
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(open=False) | ~Q(licence=""), name="open_source_has_a_licence"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"asset_source:{self.pk}"


class PostcodePoints(models.QuerySet[Any]):
    """Middles of postcodes, which anybody may see."""

    def visible_to(self, user: Any) -> Self:
        return self


class PostcodePoint(models.Model):
    """The middle of a postcode on the British National Grid, in whole metres.

    ``postcode`` is in capitals without the space, as lists write it in many ways.
    """

    keeps: ClassVar[str] = "public"
    postcode = models.CharField(max_length=8, unique=True)
    easting = models.PositiveIntegerField()
    northing = models.PositiveIntegerField()
    objects = PostcodePoints.as_manager()

    class Meta:
        ordering = ("postcode",)

    def __str__(self) -> str:
        return f"{self.postcode[:-3]} {self.postcode[-3:]}"
