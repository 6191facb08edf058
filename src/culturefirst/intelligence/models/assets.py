"""Places for culture and sport: what each is, where, whose, how large, and how we know."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from culturefirst.intelligence.models.asset_kinds import AssetKind, AssetSource
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import is_system, roles
from culturefirst.network.models import Organisation


class Assets(models.QuerySet[Any]):
    """Places: what is open for anybody, the rest for whoever holds a role."""

    def visible_to(self, user: Any) -> Self:
        return self if roles(user) or is_system(user) else self.open()

    def open(self) -> Self:
        """Those that are given out: of a public kind, and from an open source or typed here."""
        return self.filter(Q(source__isnull=True) | Q(source__open=True), kind__public=True)

    def standing(self) -> Self:
        """Those that were not found to be another one written twice, and not taken back."""
        return self.filter(merged_into__isnull=True, withdrawn_on__isnull=True)

    def standing_on(self, day: date) -> Self:
        """Those in use on the day, as far as is known; without a day, their status tells."""
        coming = (Asset.Status.PLANNED, Asset.Status.BUILDING)
        begun = Q(opened_on__lte=day) | Q(opened_on__isnull=True) & ~Q(status__in=coming)
        lasting = Q(closed_on__gt=day) | Q(closed_on__isnull=True) & ~Q(status=Asset.Status.CLOSED)
        return self.standing().filter(begun, lasting)

    def located(self) -> Self:
        """Those of which it is known where they are."""
        return self.filter(easting__isnull=False)


class Asset(Versioned):
    """A place: its kind, where it is, whose it is, its room, and since when it is known.

    ``easting`` and ``northing`` are whole metres of the British National Grid, both or neither.
    ``capacity`` is in the unit of its kind; empty is *not known*, which is not nought.
    ``known_since`` is the day from which the network knows of it; ``opened_on`` and ``closed_on``
    are days in the place's own life (``closed_on`` is the first day on which it was no longer
    open). ``source_ref`` is its key in the list that it is from. ``merged_into`` is the place that
    this one turned out to be; ``withdrawn_on`` the day on which its record was taken back.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        BUILDING = "building", "Under construction"
        OPEN = "open", "Open"
        RESTING = "resting", "Closed for a time"
        CLOSED = "closed", "Closed"
        UNKNOWN = "unknown", "Not known"

    class Condition(models.TextChoices):
        GOOD = "good", "Good"
        FAIR = "fair", "Fair"
        POOR = "poor", "Poor"
        UNKNOWN = "unknown", "Not known"

    class Significance(models.TextChoices):
        LOCAL = "local", "Local"
        REGIONAL = "regional", "Regional"
        NATIONAL = "national", "National"
        UNKNOWN = "unknown", "Not known"

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=200)
    plain_name = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.ForeignKey(AssetKind, models.PROTECT, related_name="assets")
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField("UPRN", max_length=12, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    by_postcode = models.BooleanField("placed by its postcode only", default=False)
    authority = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="assets_inside"
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="assets_owned"
    )
    owner_text = models.CharField(
        "owner, where it is no organisation here", max_length=200, blank=True
    )
    operator = models.CharField("who runs it", max_length=200, blank=True)
    capacity = models.DecimalField(max_digits=10, decimal_places=1, null=True, blank=True)
    peak_hours = models.DecimalField(
        "hours open in the peak period of a week",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
    )
    hours = models.CharField("opening hours", max_length=300, blank=True)
    built = models.PositiveSmallIntegerField("year built", null=True, blank=True)
    condition = models.CharField(max_length=10, choices=Condition, default=Condition.UNKNOWN)
    significance = models.CharField(
        max_length=10, choices=Significance, default=Significance.UNKNOWN
    )
    roles = models.JSONField("what it is for", default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN, db_index=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    known_since = models.DateField()
    verified_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey(
        AssetSource, models.PROTECT, null=True, blank=True, related_name="assets"
    )
    source_ref = models.CharField("key in its source", max_length=100, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    objects = Assets.as_manager()

    class Meta:
        ordering = ("name", "pk")
        indexes = [
            models.Index(fields=["kind", "authority"], name="asset_kind_authority"),
            models.Index(fields=["postcode"], name="asset_postcode"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False)
                & Q(easting__lte=700_000, northing__lte=1_300_000),
                name="asset_on_the_grid_or_nowhere",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=0), name="asset_capacity"
            ),
            models.CheckConstraint(
                condition=Q(peak_hours__isnull=True) | Q(peak_hours__gte=0, peak_hours__lte=168),
                name="asset_hours_of_a_week",
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="asset_closed_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="asset_not_merged_into_itself",
            ),
            models.UniqueConstraint(
                fields=["source", "source_ref"],
                condition=~Q(source_ref="")
                & Q(merged_into__isnull=True, withdrawn_on__isnull=True),
                name="asset_once_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("asset", args=[self.pk])

    @property
    def about(self) -> str:
        return f"asset:{self.pk}"

    @property
    def is_located(self) -> bool:
        return self.easting is not None

    @property
    def where(self) -> str:
        """Where it is in a few words: postcode, address, or the point on the grid."""
        point = f"at {self.easting}, {self.northing}" if self.is_located else "place not known"
        return self.postcode or self.address or point

    @property
    def owned_by(self) -> str:
        """The owner in words, whether it is an organisation here or not."""
        return self.owner.name if self.owner else self.owner_text


class Facilities(models.QuerySet[Any]):
    """Elements of places, which go with the place."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(asset__in=Asset.objects.visible_to(user))


class AssetFacility(models.Model):
    """Whether a place has one of the elements that its kind asks for.

    An element without a row is not known, as is one that somebody said not to know.
    """

    class Has(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    keeps: ClassVar[str] = "public"
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="facilities")
    element = models.SlugField(max_length=60)
    has = models.CharField(max_length=10, choices=Has, default=Has.UNKNOWN)
    objects = Facilities.as_manager()

    class Meta:
        ordering = ("element",)
        constraints = [models.UniqueConstraint(fields=["asset", "element"], name="element_once")]

    def __str__(self) -> str:
        return f"{self.element}: {self.has}"

    @property
    def about(self) -> str:
        return str(self.asset.about)
