"""A day on which bodies meet two by two: its rounds and tables, and who sits together."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from culturefirst.events.models import Booking, Event
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation

MOST_ROUNDS, MOST_TABLES, LONGEST_MINUTES = 40, 200, 240
FROM_ONE = MinValueValidator(1, "Give a number from 1 on.")


def _limited(most: int) -> list[Any]:
    return [FROM_ONE, MaxValueValidator(most, f"Give at most {most}.")]


def mine(user: Any, path: str = "") -> Q:
    """Parties in which this person sits as somebody with a place; ``path`` leads to the party."""
    person = getattr(user, "person_id", None)
    if person is None or not roles(user):
        return Q(pk__in=[])
    return Q(**{
        f"{path}delegates__booking__person": person,
        f"{path}delegates__booking__state": Booking.State.BOOKED,
    })  # fmt: skip


def own_parties(user: Any) -> "models.QuerySet[Party]":
    """The parties in which this person sits, as something to filter by."""
    return Party._base_manager.filter(mine(user))


class DatingDays(models.QuerySet[Any]):
    """Speed-dating days, for whoever of the network may read of the event."""

    def visible_to(self, user: Any) -> Self:
        if not (roles(user) or getattr(user, "is_system", False)):
            return self.none()
        return self.filter(event__in=Event.objects.visible_to(user))


class DatingDay(Versioned):
    """The frame of a speed-dating day: the times of its rounds follow from this and are not kept.

    ``start`` is the first round that was not held yet; those before it are never moved.
    ``bound_wishes`` and ``bound_worth`` are what no timetable could exceed when this one was
    planned. ``told_at`` is when the delegates were written to.
    """

    class State(models.TextChoices):
        ASKING = "asking", "Asking for wishes"
        PROVISIONAL = "provisional", "Provisional timetable"
        FINAL = "final", "Final timetable"
        OVER = "over", "Over"

    keeps: ClassVar[str] = "member"
    event = models.OneToOneField(Event, models.CASCADE, related_name="dating")
    rounds = models.PositiveSmallIntegerField(validators=_limited(MOST_ROUNDS))
    tables = models.PositiveSmallIntegerField(validators=_limited(MOST_TABLES))
    first_at = models.DateTimeField("the first round begins")
    minutes = models.PositiveSmallIntegerField(default=10, validators=_limited(LONGEST_MINUTES))
    between = models.PositiveSmallIntegerField(
        default=5, validators=[MaxValueValidator(LONGEST_MINUTES)]
    )
    pause_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=[FROM_ONE])
    pause_minutes = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(LONGEST_MINUTES)]
    )
    wishes_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.ASKING)
    start = models.PositiveSmallIntegerField(default=1, validators=[FROM_ONE])
    bound_wishes = models.PositiveIntegerField(null=True, blank=True)
    bound_worth = models.PositiveIntegerField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    objects = Confidential.from_queryset(DatingDays)()

    class Meta:
        verbose_name = "speed-dating day"
        constraints = [
            models.CheckConstraint(
                condition=Q(rounds__gte=1, tables__gte=1, minutes__gte=1),
                name="dating_day_has_rounds_and_tables",
                violation_error_message="Give at least one round, one table and one minute.",
            ),
            models.CheckConstraint(
                condition=Q(start__gte=1, start__lte=F("rounds") + 1),
                name="dating_day_starts_within",
                violation_error_message="More rounds were held than that: give at least as many.",
            ),
            models.CheckConstraint(
                condition=Q(pause_after__isnull=True)
                | Q(pause_after__gte=1, pause_after__lt=F("rounds")),
                name="dating_day_pauses_within",
                violation_error_message="The pause is after a round that is not the last.",
            ),
            models.CheckConstraint(
                condition=Q(state="asking") | Q(planned_at__isnull=False),
                name="dating_day_planned_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="final") | Q(told_at__isnull=False),
                name="dating_day_final_is_told",
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def about(self) -> str:
        return self.event.about

    @property
    def is_planned(self) -> bool:
        return self.state != self.State.ASKING

    def takes_wishes(self, at: datetime) -> bool:
        """Whether delegates may say at this moment whom they want to meet."""
        early = self.state in (self.State.ASKING, self.State.PROVISIONAL)
        return early and at < (self.wishes_until or self.first_at)


class Parties(models.QuerySet[Any]):
    """Who takes part: for those who do, and for whoever keeps the event."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        sits = own_parties(user).filter(day=OuterRef("day"))
        return self.filter(Q(day__event__in=Event.objects.kept_by(user)) | Q(Exists(sits)))


class Party(Versioned):
    """Who sits at a table together; a body that sends two has two, each with a ``name``.

    They are there from round ``first`` to ``last`` (``None``: to the end) but for their
    ``breaks``, and want at most ``most`` meetings. From round ``gone_from`` on they were not
    there, as was seen on the day: 1 where they did not come.
    """

    keeps: ClassVar[str] = "member"
    named_with: ClassVar[tuple[str, ...]] = ("organisation", "day")
    day = models.ForeignKey(DatingDay, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    first = models.PositiveSmallIntegerField(default=1, validators=[FROM_ONE])
    last = models.PositiveSmallIntegerField(null=True, blank=True, validators=[FROM_ONE])
    breaks = models.JSONField(default=list, blank=True)
    most = models.PositiveSmallIntegerField(null=True, blank=True)
    gone_from = models.PositiveSmallIntegerField(null=True, blank=True, validators=[FROM_ONE])
    objects = Confidential.from_queryset(Parties)()

    class Meta:
        ordering = ("organisation__name", "name", "pk")
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "organisation", "name"],
                name="dating_party_once",
                violation_error_message="There is a table of this name already: give another.",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")),
                name="dating_party_leaves_after_it_comes",
                violation_error_message="They leave before they come: give a later round.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.name})" if self.name else str(self.organisation)

    @property
    def about(self) -> str:
        return self.day.about

    def there(self, round_: int) -> bool:
        """Whether they can sit at a table in this round, as far as is known."""
        ends = self.last is not None and round_ > self.last
        gone = self.gone_from is not None and round_ >= self.gone_from
        return self.first <= round_ and not ends and not gone and round_ not in self.breaks


class Delegates(models.QuerySet[Any]):
    """Who sits where, for whoever may see the parties."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(party__in=Party.objects.visible_to(user))


class Delegate(models.Model):
    """Somebody who booked sits in a party."""

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject("booking__person", "delete")
    party = models.ForeignKey(Party, models.CASCADE, related_name="delegates")
    booking = models.OneToOneField(Booking, models.CASCADE, related_name="seat")
    objects = Confidential.from_queryset(Delegates)()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.booking.who

    @property
    def about(self) -> str:
        return self.party.about
