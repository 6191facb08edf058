"""What an event is made of: sessions, who leads them, who carries it, and how places are shared."""

from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.events.models.events import Event
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import Organisation, Person, Role


class OfEvents(models.QuerySet[Any]):
    """Parts of events, for whoever may read the event."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(event__in=Event.objects.visible_to(user))


class Session(models.Model):
    """A part of an event with its own time; those that run side by side are told by ``track``."""

    keeps: ClassVar[str] = "member"
    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=200)
    track = models.CharField(max_length=100, blank=True)
    room = models.CharField(max_length=100, blank=True)
    led_by = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    objects = OfEvents.as_manager()

    class Meta:
        ordering = ("starts_at", "track", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_begins",
                violation_error_message="A session ends before it begins: give a later end.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.event.about


class Speaker(models.Model):
    """Somebody who speaks, trains or leads; in the network or not."""

    class Part(models.TextChoices):
        SPEAKER = "speaker", "Speaker"
        TRAINER = "trainer", "Trainer"
        CHAIR = "chair", "Chair"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject("person", "blank", only=("name", "of", "part"))
    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = kept(models.CharField(max_length=200), "member", subject="person")
    of = models.CharField("of which body", max_length=200, blank=True)
    part = models.CharField(max_length=10, choices=Part, default=Part.SPEAKER)
    position = models.PositiveSmallIntegerField(default=0)
    objects = OfEvents.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return self.event.about


class Partner(models.Model):
    """A body that carries an event along."""

    keeps: ClassVar[str] = "member"
    named_with: ClassVar[tuple[str, ...]] = ("organisation",)
    event = models.ForeignKey(Event, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    objects = OfEvents.as_manager()

    class Meta:
        ordering = ("organisation__name",)
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation"], name="event_partner_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def about(self) -> str:
        return self.event.about


class Quota(models.Model):
    """At most so many places of an event for one kind of delegate."""

    keeps: ClassVar[str] = "member"
    event = models.ForeignKey(Event, models.CASCADE, related_name="quotas")
    role = models.CharField(max_length=20, choices=Role)
    places = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    objects = OfEvents.as_manager()

    class Meta:
        ordering = ("role",)
        constraints = [models.UniqueConstraint(fields=["event", "role"], name="event_quota_once")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.places}"

    @property
    def about(self) -> str:
        return self.event.about
