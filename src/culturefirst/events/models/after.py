"""What people say of an event, and what they will do next."""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from culturefirst.events.models.bookings import Booking
from culturefirst.events.models.events import Event
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import Organisation, Person

SCORES = [MinValueValidator(1), MaxValueValidator(5)]


class OwnFeedback(models.QuerySet[Any]):
    """Feedback: one's own; to others it is counted, and its words are shown without names."""

    def visible_to(self, user: Any) -> Self:
        """The person's own."""
        person = getattr(user, "person_id", None)
        return self.filter(booking__person=person) if person else self.none()


class Feedback(models.Model):
    """Scores from 1 (poor) to 5 (very good) and words of one delegate, once."""

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "booking__person", "keep", "The scores are counted on; the words are taken out."
    )
    booking = models.OneToOneField(Booking, models.CASCADE, related_name="feedback")
    overall = models.PositiveSmallIntegerField(validators=SCORES)
    useful = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORES)
    organised = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCORES)
    best = kept(
        models.CharField(max_length=1000, blank=True), "confidential", subject="booking__person"
    )
    better = kept(
        models.CharField(max_length=1000, blank=True), "confidential", subject="booking__person"
    )
    on = models.DateField()
    objects = Confidential.from_queryset(OwnFeedback)()

    class Meta:
        indexes = [models.Index(fields=["on"], name="feedback_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(overall__gte=1, overall__lte=5), name="feedback_overall_of_five"
            ),
            models.CheckConstraint(
                condition=Q(useful__isnull=True) | Q(useful__gte=1, useful__lte=5),
                name="feedback_useful_of_five",
            ),
            models.CheckConstraint(
                condition=Q(organised__isnull=True) | Q(organised__gte=1, organised__lte=5),
                name="feedback_organised_of_five",
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"

    @property
    def about(self) -> str:
        return self.booking.about


class OwnPledges(models.QuerySet[Any]):
    """Pledges: one's own."""

    def visible_to(self, user: Any) -> Self:
        """The person's own."""
        person = getattr(user, "person_id", None)
        return self.filter(person=person) if person else self.none()


class Pledge(models.Model):
    """What somebody said they would do next; ``fulfilled`` is ``None`` until they tell.

    It comes back to them on ``due_on``.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "person", "keep", "That one was made, and kept or not, is counted; its words go."
    )
    event = models.ForeignKey(Event, models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="pledges")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = kept(models.CharField(max_length=300), "confidential", subject="person")
    made_on = models.DateField()
    due_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    fulfilled = models.BooleanField(null=True, blank=True)
    came_of_it = kept(
        models.CharField(max_length=500, blank=True), "confidential", subject="person"
    )
    answered_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(OwnPledges)()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = [models.Index(fields=["due_on", "answered_on"], name="pledge_due")]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_pledge_each"),
            models.CheckConstraint(
                condition=Q(fulfilled__isnull=True, answered_on__isnull=True)
                | Q(fulfilled__isnull=False, answered_on__isnull=False),
                name="pledge_answered_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Pledge {self.pk}"

    @property
    def about(self) -> str:
        return self.event.about

    def is_due(self, on: date) -> bool:
        """Whether it is time to ask what came of it."""
        return self.answered_on is None and self.due_on <= on
