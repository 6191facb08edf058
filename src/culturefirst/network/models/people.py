"""People and the posts they hold."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models.base import MembersRecords, Role
from culturefirst.network.models.organisations import Organisation
from culturefirst.network.models.places import SubRegion
from culturefirst.network.models.words import Searched, WordOf


class People(MembersRecords):
    """People, whom whoever holds a role may see; those merged or erased are not among them."""

    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user).standing()

    def standing(self) -> Self:
        """Those who are still themselves: neither merged into another record nor erased."""
        return self.filter(merged_into__isnull=True, erased_on__isnull=True)


class Person(Searched):
    """Somebody in the network's work, with or without an account.

    ``shows_email``: whether members may see the address. A record that was merged points to the
    one that stands for it; one that was erased keeps its posts' dates and no name.
    """

    ERASED = "A former member"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject("self", "blank")
    name = kept(models.CharField(max_length=200), "member", subject="self")
    email = kept(models.EmailField(blank=True), "private", subject="self")
    telephone = kept(models.CharField(max_length=40, blank=True), "private", subject="self")
    profile = kept(models.TextField(blank=True), "member", subject="self")
    shows_email = models.BooleanField(default=False)
    # Without an index of its own: nearly all have none, and a database that is not told so would
    # look up everybody by it. The few who have one are indexed below.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", db_index=False
    )
    erased_on = models.DateField(null=True, blank=True)
    objects = People.as_manager()

    class Meta:
        ordering = ("name", "pk")
        indexes = [
            models.Index(
                fields=["name", "id"],
                condition=Q(merged_into__isnull=True, erased_on__isnull=True),
                name="person_standing",
            ),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="person_merged",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="person_email_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"person:{self.pk}"

    def searched(self) -> str:
        return "" if self.erased_on or self.merged_into_id else self.name


class PersonWord(WordOf):
    """A word by which a person is found."""

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject("of", "delete")
    of = models.ForeignKey(Person, models.CASCADE, related_name="words")

    class Meta(WordOf.Meta):
        constraints = [models.UniqueConstraint(fields=["word", "of"], name="person_word")]


class PostTitle(Searched):
    """A title that posts have, once, so that many posts are found by the few words of titles."""

    keeps: ClassVar[str] = "member"
    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name

    def searched(self) -> str:
        return self.name

    @classmethod
    def keep(cls, title: str) -> None:
        """Let a title be found."""
        cls.objects.get_or_create(name=title)


class PostTitleWord(WordOf):
    """A word by which a title is found."""

    keeps: ClassVar[str] = "member"
    of = models.ForeignKey(PostTitle, models.CASCADE, related_name="words")

    class Meta(WordOf.Meta):
        constraints = [models.UniqueConstraint(fields=["word", "of"], name="post_title_word")]


class Post(models.Model):
    """A role somebody holds in a body; a vacant post has no person.

    ``ends`` is the first day on which it is no longer held, so that ending a post today takes
    its rights away today. ``sub_region`` is where somebody is seconded to. ``portfolio`` is what
    a councillor answers for. Who ``leads`` keeps their organisation's people in order.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "person", "keep", "The dates of posts stand behind figures; the name is taken off."
    )
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="posts"
    )
    portfolio = models.CharField(max_length=200, blank=True)
    leads = models.BooleanField(default=False)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("title", "pk")
        indexes = [
            models.Index(fields=["person", "starts", "ends"], name="post_held"),
            # By person before by day: keys that come in order are gathered in half the time.
            models.Index(fields=["organisation", "person", "starts", "ends"], name="post_at"),
            models.Index(fields=["title", "person", "starts", "ends"], name="post_titled"),
            models.Index(fields=["role", "person", "starts", "ends"], name="post_of_role"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="post_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(leads=False) | Q(person__isnull=False), name="somebody_leads"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let the title be found by its words."""
        super().save(*args, **kwargs)
        PostTitle.keep(self.title)

    @property
    def about(self) -> str:
        return self.organisation.about

    @property
    def is_vacant(self) -> bool:
        return self.person_id is None

    def is_held_on(self, day: date) -> bool:
        """Whether the day lies between its first day and its end."""
        return self.starts <= day and (self.ends is None or self.ends > day)

    @property
    def place(self) -> SubRegion | None:
        """Where the work is done: where somebody is seconded to, else the body's sub-region."""
        return self.sub_region or self.organisation.sub_region


class Merge(models.Model):
    """Two records of one person made one: what was moved, so that it can be put back.

    ``moved`` lists ``[model label, key, field]`` for each row that pointed to ``merged`` and
    points to ``kept_as`` now. ``before`` holds the values of both people as they were and as the
    merge left them, the rows that could not be had twice, and the account that was closed.
    """

    keeps: ClassVar[str] = "private"
    subject: ClassVar[Subject] = Subject("kept_as", "delete", only=("at", "undone_at"))
    kept_as = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    moved = models.JSONField(default=list, blank=True)
    before = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_as_id}"

    @property
    def about(self) -> str:
        return self.kept_as.about


class NotTheSame(models.Model):
    """Somebody looked at two people who seem to be one, and said that they are two."""

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject("first", "delete", only=("at",))
    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_the_same_once"),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("second")), name="not_the_same_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"

    @property
    def about(self) -> str:
        return self.first.about
