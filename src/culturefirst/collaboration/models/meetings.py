"""Who wants to meet whom on a speed-dating day, who does, and what they keep of it."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.collaboration.models.dating import DatingDay, Party, own_parties
from culturefirst.collaboration.models.listings import LONGEST
from culturefirst.events.models import Event
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import Person


class DayWishes(models.QuerySet[Any]):
    """Wishes: one's own party's; that others ask for it; all that somebody asks for, to keepers.

    Whom a party would rather not meet is shown to nobody but itself.
    """

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        parties = own_parties(user).values("pk")
        kept_days = Q(by__day__event__in=Event.objects.kept_by(user))
        asked = Q(kind=DayWish.Kind.MEET) & (kept_days | Q(of__in=parties))
        return self.filter(Q(by__in=parties) | asked)


class DayWish(models.Model):
    """A party wants to meet another (``rank`` 1 first), or would rather not."""

    class Kind(models.TextChoices):
        MEET = "meet", "Would like to meet"
        AVOID = "avoid", "Would rather not meet"

    keeps: ClassVar[str] = "confidential"
    by = models.ForeignKey(Party, models.CASCADE, related_name="wishes")
    of = models.ForeignKey(Party, models.CASCADE, related_name="wished_for")
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.MEET)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    objects = Confidential.from_queryset(DayWishes)()

    class Meta:
        ordering = ("by", "rank", "pk")
        verbose_name_plural = "day wishes"
        constraints = [
            models.UniqueConstraint(fields=["by", "of"], name="dating_wish_once"),
            models.UniqueConstraint(fields=["by", "rank"], name="dating_wish_in_one_order"),
            models.CheckConstraint(condition=~Q(by=F("of")), name="dating_wish_of_another"),
            models.CheckConstraint(
                condition=Q(kind="meet", rank__gte=1) | Q(kind="avoid", rank__isnull=True),
                name="dating_wish_to_meet_has_a_rank",
            ),
        ]

    def __str__(self) -> str:
        return f"Wish {self.pk}"

    @property
    def about(self) -> str:
        return self.by.about


class DayMeetings(models.QuerySet[Any]):
    """Meetings: for the two parties, and for whoever keeps the event."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False):
            return self
        parties = own_parties(user).values("pk")
        kept_days = Q(day__event__in=Event.objects.kept_by(user))
        return self.filter(kept_days | Q(a__in=parties) | Q(b__in=parties))


class DayMeeting(models.Model):
    """Two parties at a table in a round; ``a`` is the one with the smaller key.

    ``fixed`` is one that planning leaves alone. ``mutual_on`` is the day on which both had said
    that they want to take it further.
    """

    keeps: ClassVar[str] = "member"
    day = models.ForeignKey(DatingDay, models.CASCADE, related_name="meetings")
    round = models.PositiveSmallIntegerField()
    table = models.PositiveSmallIntegerField()
    a = models.ForeignKey(Party, models.PROTECT, related_name="+")
    b = models.ForeignKey(Party, models.PROTECT, related_name="+")
    fixed = models.BooleanField(default=False)
    mutual_on = kept(models.DateField(null=True, blank=True), "confidential")
    objects = Confidential.from_queryset(DayMeetings)()

    class Meta:
        ordering = ("round", "table")
        indexes = [models.Index(fields=["mutual_on"], name="dating_mutual_on")]
        constraints = [
            models.UniqueConstraint(fields=["day", "a", "b"], name="dating_pair_meets_once"),
            models.UniqueConstraint(fields=["day", "round", "table"], name="dating_table_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="dating_pair_in_order"),
            models.CheckConstraint(
                condition=Q(round__gte=1, table__gte=1), name="dating_meeting_has_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.a} and {self.b}"

    @property
    def about(self) -> str:
        return self.day.about

    def partner(self, party: int) -> Party:
        """The other of the two."""
        return self.b if self.a_id == party else self.a


class Sittings(models.QuerySet[Any]):
    """A party's side of a meeting: its own delegates' alone, whoever else keeps the event."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(party__in=own_parties(user).values("pk"))


class Sitting(models.Model):
    """A party's side of a meeting: nobody is in two places, and what they keep of it.

    ``round`` is the meeting's, said again so that the database itself refuses two places.
    ``further`` is ``None`` until they say whether they want to take it further.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "ticked_by", "keep", "That two organisations met stays; your name and your note go."
    )
    meeting = models.ForeignKey(DayMeeting, models.CASCADE, related_name="sittings")
    party = models.ForeignKey(Party, models.CASCADE, related_name="sittings")
    round = models.PositiveSmallIntegerField()
    further = models.BooleanField(null=True, blank=True)
    note = kept(
        models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST)]),
        "confidential",
        subject="ticked_by",
    )
    ticked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ticked_at = models.DateTimeField(null=True, blank=True)
    objects = Confidential.from_queryset(Sittings)()

    class Meta:
        ordering = ("round", "pk")
        constraints = [
            models.UniqueConstraint(fields=["party", "round"], name="dating_one_place_a_round"),
            models.UniqueConstraint(fields=["meeting", "party"], name="dating_sits_once"),
            models.CheckConstraint(
                condition=Q(further__isnull=True) | Q(ticked_at__isnull=False),
                name="dating_tick_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Sitting {self.pk}"

    @property
    def about(self) -> str:
        return f"sitting:{self.pk}"  # not the event's: its page of changes is others' to read
