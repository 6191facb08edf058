"""E-bulletins, what stands in them, who reads them from outside, and which links were followed."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.outbox.models import Mailing
from culturefirst.kit.policy import roles
from culturefirst.network.models import Audience, Person, Topic
from culturefirst.programme.models import Activity

KEEPERS = frozenset({"director", "manager", "improvement_manager"})


class Bulletins(models.QuerySet[Any]):
    """Bulletins: drafts are for whoever writes them."""

    def visible_to(self, user: Any) -> Self:
        """What was sent, as far as it is for this person; everything for those who write them."""
        held = roles(user)
        if held & KEEPERS:
            return self
        sent = self.filter(sent_on__isnull=False)
        return sent if held else sent.filter(for_members=False)


class Bulletin(Versioned):
    """One issue: a draft, then frozen, then sent.

    ``frozen`` is what the letters say, kept word for word from the freezing on; ``links`` are the
    addresses in it, by number. ``for_members`` follows from what stands in it. ``serves`` is the
    activity of the work programme that it is counted for.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "made_by", "keep", "The bulletin is the network's own.", only=("title", "sent_on")
    )
    title = models.CharField(max_length=150)
    heading = models.CharField("subject of the letter", max_length=150)
    intro = models.TextField("opening words", blank=True)
    closing = models.TextField("closing words", blank=True)
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    to_outsiders = models.BooleanField("also to subscribers outside the network", default=False)
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    frozen_by = kept(
        models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+"),
        "member",
    )
    frozen_on = models.DateField(null=True, blank=True)
    frozen = models.JSONField(default=dict, blank=True)
    links = models.JSONField(default=list, blank=True)
    for_members = models.BooleanField(default=False)
    sent_on = models.DateField(null=True, blank=True, db_index=True)
    mailing = models.OneToOneField(
        Mailing, models.PROTECT, null=True, blank=True, related_name="bulletin"
    )
    objects = Bulletins.as_manager()

    class Meta:
        ordering = ("-sent_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(frozen_on__isnull=False),
                name="bulletin_frozen_before_sent",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, mailing__isnull=True)
                | Q(sent_on__isnull=False, mailing__isnull=False),
                name="bulletin_sent_by_a_mailing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"bulletin:{self.pk}"


class Item(models.Model):
    """Something in a bulletin: a publication by its ``key``, or words of one's own."""

    keeps: ClassVar[str] = "member"
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=100, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    url = models.CharField("address", max_length=500, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "position"], name="item_position_once"),
            models.UniqueConstraint(
                fields=["bulletin", "key"], condition=~Q(key=""), name="publication_once_a_bulletin"
            ),
            models.CheckConstraint(condition=~Q(key="") | ~Q(heading=""), name="item_is_something"),
        ]

    def __str__(self) -> str:
        return self.heading or self.key


class Clicks(models.QuerySet[Any]):
    """How often links were followed."""

    def followed(self, bulletin_pk: int, number: int, on: date) -> None:
        """One more for this link on a day, in the caller's transaction."""
        row, _ = self.get_or_create(bulletin_id=bulletin_pk, number=number, on=on)
        self.filter(pk=row.pk).update(times=models.F("times") + 1)


class Click(models.Model):
    """How often a link of a bulletin was followed on a day; nobody knows by whom."""

    keeps: ClassVar[str] = "member"
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="clicks")
    number = models.PositiveIntegerField()
    on = models.DateField()
    times = models.PositiveIntegerField(default=0)
    objects = Clicks.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "number", "on"], name="clicks_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.bulletin_id}: {self.number}"


class Subscriber(models.Model):
    """Somebody outside the network who asked for bulletins, and confirmed it by a letter.

    ``wording`` is what they agreed to. Nothing is sent before ``confirmed_at``.
    """

    keeps: ClassVar[str] = "private"
    email = models.EmailField(max_length=320, unique=True)
    wording = models.TextField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=models.F("asked_at")),
                name="subscriber_confirmed_after_asking",
            )
        ]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"

    @property
    def about(self) -> str:
        return f"subscriber:{self.pk}"


class Subscription(models.Model):
    """A topic that a subscriber reads about; ended, it stays ended until they ask anew."""

    keeps: ClassVar[str] = "private"
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "topic"], name="one_subscription_a_topic")
        ]

    def __str__(self) -> str:
        return f"{self.subscriber_id}: {self.topic_id}"
