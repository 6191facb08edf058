"""Studies of supply and demand: what is asked, by which facts, and what came of each run."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from culturefirst.intelligence.models.areas import AreaSet
from culturefirst.intelligence.models.asset_kinds import AssetKind
from culturefirst.intelligence.models.populations import Population
from culturefirst.intelligence.models.rates import Rates
from culturefirst.intelligence.models.travel import TravelTimes
from culturefirst.kit.keeps import Subject
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import is_system, roles
from culturefirst.network.models import Person
from culturefirst.network.models.lists import InBackground
from culturefirst.network.policy import TEAM

LONG = [MaxLengthValidator(2000)]
LEAST_METRES, MOST_METRES = 200, 200_000
MOST_MINUTES = 300


class Studies(models.QuerySet[Any]):
    """Studies: drafts for whoever made them and the team; published ones for all."""

    def visible_to(self, user: Any) -> Self:
        if is_system(user) or roles(user) & TEAM:
            return self
        told = Q(state=Study.State.PUBLISHED)
        if not roles(user):
            # What rests on facts that are not open is for those whom the facts are for.
            return self.filter(told, restricted=False)
        return self.filter(told | Q(made_by=user.person_id))


class Study(InBackground, Versioned):
    """What is asked: kinds of places, where, when, by which people, rates and catchment.

    ``zones`` are GSS codes of authorities; none are all of the area set. ``limit`` is in metres
    of way, ``detour`` the way over the straight line. A place's room in visits a week is its
    capacity × ``visits_per_unit``, or else capacity × ``at_once`` people × ``peak_hours`` × 60 ÷
    ``visit_minutes``. ``assumed_capacity`` stands in where a place's own is not known.
    ``restricted`` is a study by facts that are for members only. By a table of minutes
    (``travel``), ``minutes`` takes the place of ``limit``; ``modes`` take the place of both, with
    ``{mode, share, minutes, decay, speed}`` each, the speed (km/h of way) where there is no table.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    class Decay(models.TextChoices):
        GAUSSIAN = "gaussian", "Fewer and fewer with distance (bell curve)"
        LINEAR = "linear", "Evenly fewer, none at the limit"
        EXPONENTIAL = "exponential", "Steeply fewer (exponential)"
        EVEN = "even", "All alike up to the limit"

    class Method(models.TextChoices):
        ENHANCED = "enhanced", "Two-step floating catchment with decay (E2SFCA)"
        TWO_STEP = "two_step", "Two-step floating catchment (2SFCA)"
        THREE_STEP = "three_step", "Three-step floating catchment (3SFCA)"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The study is the network's.", only=("title", "made_on")
    )
    title = models.CharField(max_length=160)
    question = models.TextField("what it is for", blank=True, validators=LONG)
    kinds: Any = models.ManyToManyField(AssetKind, related_name="studies")
    day = models.DateField("places as at")
    area_set = models.ForeignKey(AreaSet, models.PROTECT, related_name="studies")
    population = models.ForeignKey(Population, models.PROTECT, related_name="studies")
    rates = models.ForeignKey(Rates, models.PROTECT, related_name="studies")
    zones = models.JSONField("authorities studied", default=list, blank=True)
    limit = models.PositiveIntegerField(
        "farthest way, in metres",
        validators=[MinValueValidator(LEAST_METRES), MaxValueValidator(MOST_METRES)],
    )
    detour = models.DecimalField(
        "way over straight line",
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    travel = models.ForeignKey(
        TravelTimes, models.PROTECT, null=True, blank=True, related_name="studies"
    )
    minutes = models.PositiveSmallIntegerField(
        "farthest way, in minutes",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
    )
    modes = models.JSONField("by mode of travel", default=list, blank=True)
    decay = models.CharField(max_length=12, choices=Decay, default=Decay.GAUSSIAN)
    method = models.CharField(max_length=12, choices=Method, default=Method.ENHANCED)
    times_a_week = models.DecimalField(
        max_digits=7, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    peak_share = models.DecimalField(
        "share of visits in the peak period",
        max_digits=4,
        decimal_places=3,
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    visits_per_unit = models.DecimalField(
        max_digits=9, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    at_once = models.DecimalField(
        "people at one time a unit",
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    peak_hours = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(168)],
    )
    visit_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    assumed_capacity = models.DecimalField(
        max_digits=10, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    asking = models.ForeignKey(
        "intelligence.Asking", models.SET_NULL, null=True, blank=True, editable=False,
        related_name="studies",
    )  # fmt: skip
    restricted = models.BooleanField(default=False, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    objects = Studies.as_manager()

    class Meta:
        ordering = ("-made_on", "-pk")
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(
                condition=Q(limit__gte=LEAST_METRES, limit__lte=MOST_METRES),
                name="study_limit_is_a_way",
            ),
            models.CheckConstraint(
                condition=Q(detour__gte=1, detour__lte=10), name="study_detour_is_no_shortcut"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="study_minutes_are_a_way",
            ),
            models.CheckConstraint(
                condition=Q(peak_share__gt=0, peak_share__lte=1), name="study_peak_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(visits_per_unit__gt=0)
                | Q(at_once__gt=0, peak_hours__gt=0, visit_minutes__gt=0),
                name="study_says_what_a_unit_serves",
            ),
            models.CheckConstraint(
                condition=Q(assumed_capacity__isnull=True) | Q(assumed_capacity__gt=0),
                name="study_assumes_some_room",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_on__isnull=True)
                | Q(state="published", published_on__isnull=False),
                name="study_published_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("study", args=[self.pk])

    @property
    def about(self) -> str:
        return f"study:{self.pk}"

    @property
    def people(self) -> str:
        """The population with its year, said once."""
        name, year = str(self.population), str(self.population.year)
        return name if year in name else f"{name}, {year}"

    @property
    def is_published(self) -> bool:
        return bool(self.state == self.State.PUBLISHED)


class OfStudy(models.QuerySet[Any]):
    """What belongs to a study, for whoever may see the study; ``of`` is the path to it."""

    of = "study"

    def visible_to(self, user: Any) -> Self:
        return self.filter(**{f"{self.of}__in": Study.objects.visible_to(user)})


class StudyRun(models.Model):
    """What came of a study when it was worked out, with all that it came from.

    ``inputs`` and ``results`` are frozen bytes (``studying.frozen``), known by the digests of
    what is in them; ``headline`` are the figures of the whole. ``people`` are those of the areas
    studied, ``within`` those of them who have a place within the limit. The run with the highest
    ``turn`` is the one that stands: a study that is changed back comes to an earlier run again.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "Figures stand for what was worked out.", only=("made_on",)
    )
    study = models.ForeignKey(Study, models.CASCADE, related_name="runs")
    inputs = models.BinaryField()
    inputs_digest = models.CharField(max_length=64)
    results = models.BinaryField()
    results_digest = models.CharField(max_length=64)
    headline = models.JSONField(default=dict)
    engine = models.CharField(max_length=20)
    software = models.CharField(max_length=40)
    people = models.PositiveBigIntegerField()
    within = models.PositiveBigIntegerField("people within reach")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    made_on = models.DateField()
    turn = models.PositiveIntegerField(default=0, editable=False)
    objects = OfStudy.as_manager()

    class Meta:
        ordering = ("-turn", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["study", "inputs_digest"], name="study_run_once"),
            models.CheckConstraint(
                condition=Q(within__lte=F("people")), name="study_run_within_of_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study}, {self.made_on}"

    @property
    def about(self) -> str:
        return f"study:{self.study_id}"
