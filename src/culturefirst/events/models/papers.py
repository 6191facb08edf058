"""Papers of an event: what to read before, what was shown."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from culturefirst.events.models.bookings import Booking
from culturefirst.events.models.events import Event
from culturefirst.events.policy import KEEPERS
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.kit.policy import roles
from culturefirst.network.models import Person


class Papers(models.QuerySet[Any]):
    """Papers: of an event that one may read, and where they are for delegates, of one's own."""

    def visible_to(self, user: Any) -> Self:
        """Open papers for whoever may read the event; the others for who has a place."""
        found = self.filter(event__in=Event.objects.visible_to(user), withdrawn_at__isnull=True)
        if roles(user) & KEEPERS or getattr(user, "is_system", False):
            return found
        person = getattr(user, "person_id", None)
        comes = Booking._base_manager.filter(
            event=OuterRef("event"), person=person, state=Booking.State.BOOKED
        )
        own = Q(Exists(comes)) if person and roles(user) else Q(pk__in=[])
        return found.filter(Q(for_delegates=False) | own)


class EventPaper(models.Model):
    """A file of an event. ``EventPaper.objects`` is empty without a viewer."""

    class When(models.TextChoices):
        BEFORE = "before", "To read before"
        AFTER = "after", "Shown there, or written since"

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "added_by", "keep", "The paper is the event's own.", only=("title", "added_at")
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="papers")
    title = models.CharField(max_length=200)
    when = models.CharField(max_length=10, choices=When, default=When.BEFORE)
    for_delegates = models.BooleanField("only for who has a place", default=True)
    file = models.FileField(upload_to="event-papers/")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    objects = Confidential.from_queryset(Papers)()

    class Meta:
        ordering = ("when", "added_at")

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return self.event.about

    @property
    def kind(self) -> str:
        """What people call such a file: by its ending ("PDF")."""
        return self.name.rpartition(".")[2].upper()
