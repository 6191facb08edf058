"""Who comes: bookings, the waiting list, and what somebody needs there."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.events.models.events import Event
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person, Role


class Bookings(models.QuerySet[Any]):
    """Bookings: one's own and those one made; all of an event for whoever keeps it."""

    def visible_to(self, user: Any) -> Self:
        """The person's own, those of colleagues they brought, and all of events they keep."""
        if getattr(user, "is_system", False):
            return self
        person = getattr(user, "person_id", None)
        if not roles(user) or person is None:
            return self.none()
        own = Q(person=person) | Q(booked_by=person)
        return self.filter(own | Q(event__in=Event.objects.kept_by(user)))

    def standing(self) -> Self:
        """Those that are not cancelled."""
        return self.exclude(state=Booking.State.CANCELLED)

    def booked(self) -> Self:
        """Those with a place."""
        return self.filter(state=Booking.State.BOOKED)

    def waiting(self) -> Self:
        """Those that wait, who asked first first."""
        return self.filter(state=Booking.State.WAITING).order_by("pk")

    def came(self) -> Self:
        """Those who were seen there."""
        return self.filter(state=Booking.State.BOOKED, attended=True)


class Booking(Versioned):
    """One delegate of an event, or one who waits; made under the event's lock, so in order.

    Body and role are those of the day of booking and stay what they were. A colleague from outside
    the network has no ``person`` but a ``guest_name`` and ``guest_email``, which are taken out some
    time after the event. ``attended`` is ``None`` until somebody knows; ``noted_at`` is when they
    saw it, which may be before they could send it, and ``noted_key`` tells one tick from another.
    """

    class State(models.TextChoices):
        BOOKED = "booked", "Booked"
        WAITING = "waiting", "On the waiting list"
        CANCELLED = "cancelled", "Cancelled"

    class Noted(models.TextChoices):
        DOOR = "door", "At the door"
        PAPER = "paper", "From the paper list"
        LATER = "later", "Put right later"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "person",
        "keep",
        "That somebody of a body came stands behind figures; the name is taken off.",
    )
    named_with: ClassVar[tuple[str, ...]] = ("person", "event")
    event = models.ForeignKey(Event, models.PROTECT, related_name="bookings")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    guest_name = kept(models.CharField(max_length=200, blank=True), "private", subject="booked_by")
    guest_email = kept(models.EmailField(blank=True), "private", subject="booked_by")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role, default=Role.PARTNER)
    booked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State)
    asked_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    moved_up_because = models.CharField(max_length=300, blank=True)
    invoice_reference = kept(
        models.CharField(max_length=60, blank=True), "private", subject="person"
    )
    attended = models.BooleanField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_how = models.CharField(max_length=10, choices=Noted, blank=True)
    noted_key = models.CharField(max_length=36, blank=True)
    objects = Confidential.from_queryset(Bookings)()

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["event", "state", "id"], name="booking_in_order"),
            models.Index(fields=["person", "state"], name="booking_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=~Q(state="cancelled") & Q(person__isnull=False),
                name="booked_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(guest_name="", guest_email=""),
                name="booking_of_somebody_or_a_guest",
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(booked_at__isnull=False),
                name="booking_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="booking_cancelled_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(attended__isnull=True) | Q(state="booked"),
                name="only_who_is_booked_attends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who} at {self.event}"

    @property
    def who(self) -> str:
        """The delegate's name; nobody's where it was taken out."""
        return str(self.person) if self.person else self.guest_name or "A guest"

    @property
    def about(self) -> str:
        return self.event.about


class OwnNeeds(models.QuerySet[Any]):
    """Needs: one's own, and for whoever prepares the event."""

    def visible_to(self, user: Any) -> Self:
        """Those of bookings that this person may see."""
        return self.filter(booking__in=Booking.objects.visible_to(user))


class Needs(models.Model):
    """What a delegate eats and what they need to take part; deleted after the event."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject("booking__person", "delete")
    booking = models.OneToOneField(Booking, models.CASCADE, related_name="needs")
    dietary = models.CharField(max_length=300, blank=True)
    access = models.CharField(max_length=300, blank=True)
    objects = Confidential.from_queryset(OwnNeeds)()

    def __str__(self) -> str:
        return f"Needs of booking {self.booking_id}"

    @property
    def about(self) -> str:
        return self.booking.about
