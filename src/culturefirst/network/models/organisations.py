"""Bodies, and the dated facts about them: names, codes, services, membership, succession."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from culturefirst.kit.models import Versioned
from culturefirst.network.models.base import MembersRecords, OpenRecords, ends_after_start
from culturefirst.network.models.places import SubRegion
from culturefirst.network.models.words import Searched, WordOf


class Service(models.TextChoices):
    """The culture and sport services that a body may run."""

    ARTS = "arts", "Arts"
    MUSEUMS = "museums", "Museums"
    LIBRARIES = "libraries", "Libraries"
    ARCHIVES = "archives", "Archives"
    HERITAGE = "heritage", "Heritage"
    SPORT = "sport", "Sport"
    PARKS = "parks", "Parks"
    TOURISM = "tourism", "Tourism"
    PLAY = "play", "Play"
    EVENTS = "events", "Events"


class OpenRuns(OpenRecords):
    """Dated facts about bodies, which anybody may see; a day that is not known is no bound."""

    def held_on(self, day: Any) -> Self:
        """Those that last on the day."""
        begun = Q(starts__isnull=True) | Q(starts__lte=day)
        return self.filter(begun, Q(ends__isnull=True) | Q(ends__gt=day))


class Bodies(OpenRecords):
    """Organisations, which anybody may see."""

    def standing_on(self, day: Any) -> Self:
        """Those that had been founded by the day and not dissolved; no date is no bound."""
        begun = Q(founded_on__isnull=True) | Q(founded_on__lte=day)
        return self.filter(begun, Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day))

    def members_on(self, day: Any) -> Self:
        """Those that are members of the network on the day."""
        held = Membership.objects.held_on(day).filter(organisation=models.OuterRef("pk"))
        return self.filter(models.Exists(held))


class Organisation(Searched, Versioned):
    """A body: its names, boundary codes and memberships are dated facts, not its identity.

    ``upper_tier`` is a district's county; ``parent`` the body that this one is part of.
    ``public_id`` is its id in a public register ("GB-CHC-1156300"). ``map_column`` and
    ``map_row`` place its tile on the map of coverage (from the left and the top, from 0).
    ``dissolved_on`` is the first day on which it no longer stood.
    """

    class Kind(models.TextChoices):
        COUNTY = "county", "County council"
        DISTRICT = "district", "District council"
        UNITARY = "unitary", "Unitary authority"
        CIVIL_SOCIETY = "civil_society", "Civil society organisation"
        AGENCY = "agency", "Agency"
        PROFESSIONAL = "professional", "Professional body"
        COMPANY = "company", "Company"
        NETWORK = "network", "The network's own team"

    AUTHORITIES = (Kind.COUNTY, Kind.DISTRICT, Kind.UNITARY)

    keeps: ClassVar[str] = "public"
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, db_index=True)
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    upper_tier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="districts"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    website = models.URLField(blank=True)
    public_id = models.CharField(max_length=60, blank=True)
    description = models.TextField(blank=True)
    founded_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    map_column = models.PositiveSmallIntegerField(null=True, blank=True)
    map_row = models.PositiveSmallIntegerField(null=True, blank=True)
    objects = Bodies.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
                name="organisation_dissolved_after_founding",
            ),
            models.UniqueConstraint(
                fields=["public_id"], condition=~Q(public_id=""), name="public_id_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_authority(self) -> bool:
        return self.kind in self.AUTHORITIES

    @property
    def about(self) -> str:
        return f"organisation:{self.pk}"

    def membership_on(self, day: date) -> "Membership | None":
        """The membership that holds on the day, or ``None``."""
        return next((m for m in self.memberships.all() if m.holds_on(day)), None)

    def is_member_on(self, day: date) -> bool:
        """Whether it had joined by that day and had not left."""
        return self.membership_on(day) is not None

    def stands_on(self, day: date) -> bool:
        """Whether it had been founded by the day and not dissolved; no date is no bound."""
        begun = self.founded_on is None or self.founded_on <= day
        return begun and (self.dissolved_on is None or self.dissolved_on > day)

    def searched(self) -> str:
        """Its names, the former ones too: people ask for the council they remember."""
        others = self.other_names.values_list("name", flat=True)
        return " ".join([self.name, self.short_name, *others])


class OrganisationWord(WordOf):
    """A word by which a body is found."""

    keeps: ClassVar[str] = "public"
    of = models.ForeignKey(Organisation, models.CASCADE, related_name="words")

    class Meta(WordOf.Meta):
        constraints = [models.UniqueConstraint(fields=["word", "of"], name="organisation_word")]


class OrganisationName(models.Model):
    """Another name of a body: a former one with its last day, or one that people also use.

    ``until`` is the first day on which it was no longer the name; ``None``: still used.
    """

    keeps: ClassVar[str] = "public"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("-until", "name")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="name_once_a_body")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return self.organisation.about


class FormerPlace(models.Model):
    """The sub-region to which a body belonged between two days (``None``: to none).

    Where it belongs now is ``Organisation.sub_region``; what was before that is kept here without
    gaps, and the first has no first day.
    """

    keeps: ClassVar[str] = "public"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_places")
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="former_organisations"
    )
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField()
    objects = OpenRuns.as_manager()

    class Meta:
        ordering = ("-ends",)
        verbose_name = "former organisation"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "ends"], name="moved_once_a_day"),
            ends_after_start("former_place_ends_after_start"),
        ]

    def __str__(self) -> str:
        return str(self.sub_region or "no sub-region")

    @property
    def about(self) -> str:
        return self.organisation.about


class BoundaryCode(models.Model):
    """A GSS code that named an organisation's area between two dates.

    ``outline`` is the area's GeoJSON geometry in WGS84, where somebody loaded it.
    """

    keeps: ClassVar[str] = "public"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=9)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    outline = models.JSONField(null=True, blank=True)
    objects = OpenRuns.as_manager()

    class Meta:
        ordering = ("starts", "code")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="code_once_a_body"),
            ends_after_start("code_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def about(self) -> str:
        return self.organisation.about


class ServiceRun(models.Model):
    """A service that a body runs between two days."""

    keeps: ClassVar[str] = "public"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="services")
    service = models.CharField(max_length=20, choices=Service, db_index=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    objects = OpenRuns.as_manager()

    class Meta:
        ordering = ("service",)
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service"],
                condition=Q(ends__isnull=True),
                name="service_run_once",
            ),
            ends_after_start("service_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.get_service_display()

    @property
    def about(self) -> str:
        return self.organisation.about


class Membership(models.Model):
    """A body's membership of the network between two days; it may leave and come again."""

    keeps: ClassVar[str] = "public"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    objects = OpenRuns.as_manager()

    class Meta:
        ordering = ("-starts", "-pk")
        indexes = [models.Index(fields=["organisation", "starts", "ends"], name="member_held")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ends__isnull=True), name="one_open_membership"
            ),
            ends_after_start("membership_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} since {self.starts}"

    @property
    def about(self) -> str:
        return self.organisation.about

    def holds_on(self, day: date) -> bool:
        """Whether the day lies between its first day and its end."""
        return self.starts <= day and (self.ends is None or self.ends > day)


class Domains(MembersRecords):
    """Mail domains, which whoever holds a role may see; a day that is not known is no bound."""

    def naming_on(self, day: Any) -> Self:
        """Those by which somebody is known to work, on the day, at a body that stands."""
        begun = Q(starts__isnull=True) | Q(starts__lte=day)
        return self.lasting_after(day).filter(
            begun, organisation__in=Organisation.objects.standing_on(day)
        )

    def lasting_after(self, day: Any) -> Self:
        """Those that have no end by the day: nobody else can have them."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=day))


class MailDomain(models.Model):
    """The part after the @ by which somebody is known to work at a body, between two days.

    It ends with the body, and may begin on that day at the one that took over.
    """

    keeps: ClassVar[str] = "member"
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    objects = Domains.as_manager()

    class Meta:
        ordering = ("domain", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=Q(ends__isnull=True), name="domain_names_one_body"
            ),
            ends_after_start("domain_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.domain

    @property
    def about(self) -> str:
        return self.organisation.about


class Succession(models.Model):
    """``successor`` took over from ``predecessor`` on a day: a merger, a split or a new form.

    Those recorded together share a ``batch`` and are taken back together. ``done`` holds what
    recording this one changed besides: ``dissolved`` (whether it did), the keys of a membership
    that it ``ended`` and of one that it ``began``, and what ``actions.handing_over`` did.
    """

    class How(models.TextChoices):
        MERGED = "merged", "Merged into"
        SPLIT = "split", "Split into"
        BECAME = "became", "Became"

    keeps: ClassVar[str] = "public"
    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="predecessors")
    how = models.CharField(max_length=10, choices=How)
    on = models.DateField()
    batch = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    done = models.JSONField(default=dict, editable=False)
    objects = OpenRecords.as_manager()

    class Meta:
        ordering = ("on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="one_succession_a_pair"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} {self.get_how_display().lower()} {self.successor}"

    @property
    def about(self) -> str:
        return self.successor.about
