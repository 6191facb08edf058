"""Events: what happens when and where, for whom, and how far it has come."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from culturefirst.events.policy import KEEPERS
from culturefirst.kit import clock
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import (
    Audience,
    Group,
    GroupMember,
    Organisation,
    Person,
    Role,
    SubRegion,
    Topic,
)
from culturefirst.network.policy import TEAM
from culturefirst.programme.models import Activity


class Kind(models.TextChoices):
    """What people call it."""

    SUB_REGIONAL = "sub_regional", "Sub-regional event"
    REGIONAL = "regional", "Regional event"
    TRAINING = "training", "Training session"
    WORKSHOP = "workshop", "Workshop"
    MASTERCLASS = "masterclass", "Masterclass"
    LAUNCH = "launch", "Launch"
    MEETING = "meeting", "Meeting"
    SPEED_DATING = "speed_dating", "Speed-dating day"


class State(models.TextChoices):
    """How far an event has come; whether it is full follows from its bookings."""

    DRAFT = "draft", "Draft"
    OPEN = "open", "Open for booking"
    HELD = "held", "Held"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


class Series(models.Model):
    """Events that were made together from a pattern ("every second Tuesday")."""

    keeps: ClassVar[str] = "public"
    title = models.CharField(max_length=200)
    says = models.CharField("the pattern in words", max_length=200)

    def __str__(self) -> str:
        return self.title


class Events(models.QuerySet[Any]):
    """Events: drafts are for whoever keeps events, a group's for its members."""

    def visible_to(self, user: Any) -> Self:
        """What was announced, as far as it is for this person; drafts only for their keepers."""
        held = roles(user)
        announced = ~Q(state=State.DRAFT)
        if getattr(user, "is_system", False):
            return self
        if not held:
            return self.filter(announced, access=Event.Access.PUBLIC)
        sits = GroupMember.objects.in_on(clock.today()).filter(
            group=OuterRef("group"), person=getattr(user, "person_id", None)
        )
        circle = ~Q(access=Event.Access.GROUP) | Q(Exists(sits))
        mine = Q(state=State.DRAFT, made_by=getattr(user, "person_id", None))
        drafts = Q(state=State.DRAFT) if held & KEEPERS else Q(pk__in=[])
        return self.filter(circle & (announced | drafts) | mine)

    def kept_by(self, user: Any) -> Self:
        """Those that this person keeps, exactly as ``policy.keep_event`` says of each."""
        held, person = roles(user), getattr(user, "person_id", None)
        if getattr(user, "is_system", False):
            return self
        if not held or person is None:
            return self.none()
        sits = GroupMember.objects.in_on(clock.today()).filter(
            group=OuterRef("group"), person=person
        )
        if not held & KEEPERS:
            return self.filter(Exists(sits.filter(part__in=GroupMember.KEEPERS)))
        of_a_group = Q(Exists(sits), group__isnull=False)
        if held & TEAM:
            return self.filter(of_a_group | Q(group__isnull=True))
        seconded = {
            post.sub_region_id
            for post in user.posts_today
            if post.role == Role.IMPROVEMENT_MANAGER and post.sub_region_id
        }
        near = Q(sub_region__isnull=True) | Q(sub_region__in=seconded) | Q(made_by=person)
        return self.filter(of_a_group | Q(near, group__isnull=True))

    def taking_place(self) -> Self:
        """Those that are announced and not called off, past and to come."""
        return self.filter(state__in=(State.OPEN, State.HELD, State.CLOSED))

    def counted(self) -> Self:
        """Those that took place."""
        return self.filter(held_on__isnull=False, state__in=(State.HELD, State.CLOSED))


class Event(Versioned):
    """Something that people come to.

    ``places`` and ``per_body`` are ``None`` where nothing limits them. Bookings are taken until
    ``books_until``, or until it begins. ``held_on`` is the day on which it took place, set once it
    is over. ``online`` is where to join, told only to who has a place. ``price`` is in pounds.
    """

    class Access(models.TextChoices):
        PUBLIC = "public", "Anybody may read of it; people of the network may book"
        MEMBERS = "members", "Only people of the network know of it"
        GROUP = "group", "Only a group knows of it"

    class Filling(models.TextChoices):
        ORDER = "order", "By itself, in the order of asking"
        HAND = "hand", "By hand, with a reason"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The event is the network's own.", only=("title", "starts_at")
    )
    kind = kept(models.CharField(max_length=20, choices=Kind), "public")
    title = models.CharField(max_length=200)
    summary = models.CharField(
        max_length=300, help_text="One or two sentences, shown in lists and bulletins."
    )
    description = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    online = kept(models.URLField("address to join online", max_length=500, blank=True), "member")
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="events"
    )
    host = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="hosted_events"
    )
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    access = models.CharField(max_length=10, choices=Access, default=Access.PUBLIC)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="events")
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True, related_name="+")
    places = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    per_body = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    filling = models.CharField(max_length=10, choices=Filling, default=Filling.ORDER)
    books_until = models.DateTimeField(null=True, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opened_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="events")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    objects = Events.as_manager()

    class Meta:
        ordering = ("starts_at", "pk")
        indexes = [
            models.Index(fields=["starts_at", "id"], name="event_when"),
            models.Index(fields=["held_on"], name="event_held"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message="It ends before it begins: give a later end.",
            ),
            models.CheckConstraint(
                condition=Q(books_until__isnull=True) | Q(books_until__lte=F("ends_at")),
                name="event_books_before_it_ends",
                violation_error_message="Bookings end after the event: give an earlier moment.",
            ),
            models.CheckConstraint(
                condition=Q(access="group", group__isnull=False)
                | (~Q(access="group") & Q(group__isnull=True)),
                name="event_of_a_group_names_it",
                violation_error_message="Say which group it is for, or open it to more people.",
            ),
            models.CheckConstraint(
                condition=(Q(state="cancelled") & Q(cancelled_on__isnull=False))
                | (~Q(state="cancelled") & Q(cancelled_on__isnull=True)),
                name="event_cancelled_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("held", "closed"), held_on__isnull=False)
                | (~Q(state__in=("held", "closed")) & Q(held_on__isnull=True)),
                name="event_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(opened_on__isnull=False),
                name="event_announced_has_a_day",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="event_price_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"event:{self.pk}"

    @property
    def day(self) -> date:
        """The day on which it begins, as the clock of the country shows it."""
        return timezone.localtime(self.starts_at).date()

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return timezone.localtime(self.ends_at).date()

    @property
    def is_announced(self) -> bool:
        return self.state != State.DRAFT

    def takes_bookings(self, at: datetime) -> bool:
        """Whether somebody may book at this moment, were there a place."""
        return self.state == State.OPEN and at < (self.books_until or self.starts_at)

    def is_over(self, at: datetime) -> bool:
        """Whether its end has passed."""
        return self.ends_at <= at


class EventTopic(models.Model):
    """A topic of an event."""

    keeps: ClassVar[str] = "member"
    event = models.ForeignKey(Event, models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "topic"], name="event_topic_once")]

    def __str__(self) -> str:
        return str(self.topic)

    @property
    def about(self) -> str:
        return self.event.about
