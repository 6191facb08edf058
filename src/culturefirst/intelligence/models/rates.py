"""How many take part: a survey's shares by everybody, by age and sex, or by segment."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from culturefirst.intelligence.models.populations import Classification, Segment
from culturefirst.network.models import MembersRecords

OLDEST = 120  # "and over": the last age that a group reaches


class Rates(models.Model):
    """The shares of people who take part in one activity, as one source gives them for a year."""

    class By(models.TextChoices):
        EVERYBODY = "everybody", "Everybody alike"
        AGE_AND_SEX = "age and sex", "Age and sex"
        SEGMENT = "segment", "Segment"

    keeps: ClassVar[str] = "member"
    activity = models.CharField(max_length=120)
    says = models.CharField("what counts as taking part", max_length=300, blank=True)
    by = models.CharField(max_length=12, choices=By, default=By.EVERYBODY)
    classification = models.ForeignKey(
        Classification, models.PROTECT, null=True, blank=True, related_name="rates"
    )
    year = models.CharField(max_length=9)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200, blank=True)
    loaded_at = models.DateTimeField()
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("activity", "-year", "by")
        verbose_name_plural = "rates"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "by", "year", "source"], name="rates_of_a_source_once"
            ),
            models.CheckConstraint(
                condition=Q(by="segment", classification__isnull=False)
                | (~Q(by="segment") & Q(classification__isnull=True)),
                name="rates_by_segment_name_a_classification",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(year=""), name="rates_say_their_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("rates", args=[self.pk])

    @property
    def about(self) -> str:
        return f"rates:{self.pk}"


class Rate(models.Model):
    """One share: of a sex between two ages (both included), or of a segment.

    ``share`` is between 0 and 1; ``times_a_week`` is how often each of those who take part does
    so, where the source says it.
    """

    class Sex(models.TextChoices):
        ALL = "all", "Everybody"
        FEMALE = "f", "Women and girls"
        MALE = "m", "Men and boys"

    keeps: ClassVar[str] = "member"
    rates = models.ForeignKey(Rates, models.CASCADE, related_name="rows")
    sex = models.CharField(max_length=3, choices=Sex, default=Sex.ALL)
    from_age = models.PositiveSmallIntegerField(default=0)
    to_age = models.PositiveSmallIntegerField(default=OLDEST)
    segment = models.ForeignKey(
        Segment, models.PROTECT, null=True, blank=True, related_name="rates"
    )
    share = models.DecimalField(
        "share taking part",
        max_digits=8,
        decimal_places=6,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    times_a_week = models.DecimalField(
        max_digits=7, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("rates", "segment__code", "sex", "from_age")
        constraints = [
            models.UniqueConstraint(
                fields=["rates", "sex", "from_age", "to_age"],
                condition=Q(segment__isnull=True),
                name="rate_of_a_group_once",
            ),
            models.UniqueConstraint(
                fields=["rates", "segment"],
                condition=Q(segment__isnull=False),
                name="rate_of_a_segment_once",
            ),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="rate_is_a_share"),
            models.CheckConstraint(
                condition=Q(from_age__lte=F("to_age"), to_age__lte=OLDEST),
                name="rate_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(times_a_week__isnull=True) | Q(times_a_week__gte=0),
                name="rate_is_no_negative_frequency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.share}"

    @property
    def who(self) -> str:
        """Of whom it is the share, in words."""
        if self.segment is not None:
            return str(self.segment)
        if self.to_age >= OLDEST:
            ages = "all ages" if self.from_age == 0 else f"{self.from_age} and over"
        else:
            ages = f"{self.from_age} to {self.to_age}"
        return f"{self.get_sex_display()}, {ages}"

    @property
    def about(self) -> str:
        return f"rates:{self.rates_id}"
