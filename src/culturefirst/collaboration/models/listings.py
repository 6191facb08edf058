"""Offers and needs: what a body can give or looks for, where, when and how much."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from dateutil.relativedelta import relativedelta
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.collaboration.models.arrangements import TERMS, Arrangement, Term
from culturefirst.kit import clock
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.kit.wording import day, figure, span
from culturefirst.network.models import Organisation, Person, Role, Service
from culturefirst.network.policy import TEAM
from culturefirst.programme.models import Activity

ASK_MONTHS, DROP_MONTHS = 6, 7  # without a word that it still holds
ASK_AFTER, DROP_AFTER = relativedelta(months=ASK_MONTHS), relativedelta(months=DROP_MONTHS)
LONGEST = 2000
# What a unit is called where there is one of it.
ONE = {
    "days": "day a week", "posts": "post", "people": "person", "places": "place",
    "metres": "square metre", "items": "item", "sites": "site", "pounds": "pound",
    "pounds_year": "pound a year",
}  # fmt: skip
NOTHING, EVERYTHING = Q(pk__in=[]), Q(pk__isnull=False)


def own(user: Any, path: str = "") -> Q:
    """What is of bodies that this person works for or keeps; ``path`` leads to the body."""
    held = roles(user)
    if getattr(user, "is_system", False) or held & TEAM:
        return EVERYTHING  # an empty condition would vanish in an "or"
    if not held:
        return NOTHING
    posts = user.posts_today
    found = Q(**{f"{path}organisation__in": {post.organisation_id for post in posts}})
    places = {p.sub_region_id for p in posts if p.role == Role.IMPROVEMENT_MANAGER and p.sub_region}
    kept_here = Q(**{f"{path}organisation__sub_region__in": places}) & ~Q(
        **{f"{path}organisation__kind": Organisation.Kind.NETWORK}
    )
    return found | kept_here if places else found


class Listings(models.QuerySet[Any]):
    """Offers and needs: open ones are for every member, the others for their own body."""

    def visible_to(self, user: Any) -> Self:
        """Nothing for strangers: what a council lacks or gives away is said among colleagues."""
        if getattr(user, "is_system", False):
            return self
        if not roles(user):
            return self.none()
        return self.filter(Q(state=Listing.State.OPEN) | own(user))

    def open_on(self, on: date) -> Self:
        """Those that can be answered on the day, of bodies that stand."""
        lasting = Q(ends__isnull=True) | Q(ends__gte=on)
        bodies = Organisation.objects.standing_on(on)
        return self.filter(lasting, state=Listing.State.OPEN, organisation__in=bodies)

    def matched_on(self, on: date) -> Self:
        """Those that are looked through for matches: open, and confirmed not too long ago."""
        return self.open_on(on).filter(confirmed_on__gt=on - DROP_AFTER)


class Listing(Versioned):
    """An offer or a need of a body.

    ``starts`` is ``None`` where it holds from now on, ``ends`` (the last day) where it is for
    good. The size is an ``amount`` of a ``unit``, or ``rough``, or not known. ``confirmed_on`` is
    when somebody last said that it still holds. ``serves`` is an activity of the work programme.
    """

    class Side(models.TextChoices):
        OFFER = "offer", "Offer"
        NEED = "need", "Need"

    class Reach(models.TextChoices):
        ANYWHERE = "anywhere", "Anywhere in the network"
        NEAR = "near", "Our sub-region and its neighbours"
        OWN = "own", "Only our sub-region"

    class Unit(models.TextChoices):
        DAYS = "days", "days a week"
        POSTS = "posts", "posts"
        PEOPLE = "people", "people"
        PLACES = "places", "places"
        METRES = "metres", "square metres"
        ITEMS = "items", "items"
        SITES = "sites", "sites"
        POUNDS = "pounds", "pounds"
        POUNDS_YEAR = "pounds_year", "pounds a year"

    class Rough(models.TextChoices):
        SMALL = "small", "Small"
        MEDIUM = "medium", "Medium"
        LARGE = "large", "Large"

    class Readiness(models.TextChoices):
        IDEA = "idea", "An idea"
        EXPLORING = "exploring", "Exploring"
        AGREED = "agreed", "Agreed in principle"
        READY = "ready", "Ready to start"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        PAUSED = "paused", "Paused"
        CLOSED = "closed", "Closed"

    class CameOf(models.TextChoices):
        TAKEN_UP = "taken_up", "It came about through the network"
        ELSEWHERE = "elsewhere", "It came about in another way"
        NOTHING = "nothing", "Nothing came of it"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "contact",
        "keep",
        "It is the organisation's own, which is asked to name somebody else.",
        only=("title", "published_on"),
    )
    side = models.CharField(max_length=10, choices=Side)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="listings")
    title = kept(models.CharField(max_length=120), "confidential")
    words = kept(
        models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST)]), "confidential"
    )
    arrangement = models.CharField(max_length=20, choices=Arrangement)
    service = models.CharField(max_length=20, choices=Service, blank=True)
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.ANYWHERE)
    amount = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"), "Give a number above nought.")],
    )
    unit = models.CharField(max_length=20, choices=Unit, blank=True)
    rough = models.CharField("roughly", max_length=10, choices=Rough, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    readiness = models.CharField(max_length=10, choices=Readiness, default=Readiness.EXPLORING)
    contact = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    published_on = models.DateField()
    confirmed_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    came_of = models.CharField(max_length=10, choices=CameOf, blank=True)
    outcome = kept(
        models.TextField("what came of it", blank=True, validators=[MaxLengthValidator(LONGEST)]),
        "confidential",
    )
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    objects = Confidential.from_queryset(Listings)()

    class Meta:
        ordering = ("-confirmed_on", "-pk")
        verbose_name = "offer or need"
        verbose_name_plural = "offers and needs"
        indexes = [
            models.Index(fields=["state", "-confirmed_on", "-id"], name="listing_open"),
            models.Index(fields=["published_on"], name="listing_published"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="listing_ends_after_it_starts",
                violation_error_message="Its last day is before its first: give a later one.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, unit="")
                | (Q(amount__isnull=False, amount__gt=0) & ~Q(unit="")),
                name="listing_amount_has_a_unit",
                violation_error_message="A number needs its unit: say what it counts.",
            ),
            models.CheckConstraint(
                condition=Q(rough="") | Q(amount__isnull=True),
                name="listing_has_one_size",
                violation_error_message="Give a number or say how large it is roughly, not both.",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True, came_of="", outcome="")),
                name="listing_closed_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"listing:{self.pk}"

    @property
    def term(self) -> Term:
        """What its arrangement means."""
        return TERMS[Arrangement(self.arrangement)]

    @property
    def is_offer(self) -> bool:
        return bool(self.side == self.Side.OFFER)

    @property
    def size(self) -> str:
        """How much it is, in words; empty where that is not known."""
        if self.amount is None:
            return str(self.get_rough_display()) if self.rough else ""
        one = ONE.get(self.unit) if self.amount == 1 else None
        return f"{figure(float(self.amount))} {one or self.get_unit_display()}"

    @property
    def when(self) -> str:
        """From when until when, in words."""
        if self.starts is None and self.ends is None:
            return "From now on"
        if self.starts is None:
            return f"From now until {day(self.ends)}"
        said = span(self.starts, self.ends)
        return f"{said[:1].upper()}{said[1:]}"

    @property
    def is_open(self) -> bool:
        """Whether it can be answered today."""
        return self.state == self.State.OPEN and not self.has_ended(clock.today())

    def has_ended(self, on: date) -> bool:
        """Whether its last day is over."""
        return self.ends is not None and self.ends < on

    def asks_to_be_confirmed(self, on: date) -> bool:
        """Whether nobody has said for half a year that it still holds."""
        return bool(self.state == self.State.OPEN and self.confirmed_on <= on - ASK_AFTER)

    def has_dropped_out(self, on: date) -> bool:
        """Whether it is not looked through for matches any more."""
        return bool(self.confirmed_on <= on - DROP_AFTER)
