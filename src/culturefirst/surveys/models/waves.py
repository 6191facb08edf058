"""Waves: a sheet that is put to people until a day, and who was asked."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from culturefirst.kit.asking.sheet import Sheet, sheet_of
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import is_system, roles
from culturefirst.network.models import Audience, Organisation, Person, SubRegion
from culturefirst.surveys.models.surveys import Survey
from culturefirst.surveys.policy.surveys import MAKERS


class Waves(models.QuerySet[Any]):
    """Waves of the surveys that somebody may see; drafts are for whoever keeps them."""

    def visible_to(self, user: Any) -> Self:
        seen = self.filter(survey__in=Survey.objects.visible_to(user))
        if is_system(user) or roles(user) & MAKERS:
            return seen
        mine = Q(survey__made_by=getattr(user, "person_id", None)) if roles(user) else Q(pk__in=[])
        return seen.filter(Q(opened_on__isnull=False) | mine)


class Wave(Versioned):
    """One time of asking. ``sheet`` is plain data (``kit.asking.sheet``), fixed once it opens.

    A draft has no ``opened_on``; ``closes_on`` is the last day for answers; ``closed_on`` is when
    no more were taken. ``mixed_on`` says of an anonymous wave that its answers were written anew
    in an order of chance. Once it is closed it is counted (``counted_on``): how many were asked,
    how many of them have answered, how many sheets there are. ``published`` are the keys of
    questions whose results are told, to members or to all (``told``).
    """

    class Told(models.TextChoices):
        MEMBERS = "members", "Members"
        ALL = "all", "Everybody"

    keeps: ClassVar[str] = "member"
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="waves")
    title = models.CharField(max_length=80)
    sheet = models.JSONField(default=dict, blank=True)
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    mixed_on = models.DateField(null=True, blank=True, editable=False)
    asked_number = models.PositiveIntegerField(default=0, editable=False)
    answered_number = models.PositiveIntegerField(default=0, editable=False)
    sheets_number = models.PositiveIntegerField(default=0, editable=False)
    counted_on = models.DateField(null=True, blank=True, editable=False)
    published = models.JSONField(default=list, blank=True)
    told = models.CharField(max_length=8, choices=Told, default=Told.MEMBERS)
    published_on = models.DateField(null=True, blank=True)
    objects = Waves.as_manager()

    class Meta:
        ordering = ("survey", "-closes_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["survey", "title"], name="wave_title_once_a_survey"),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(closes_on__gte=F("opened_on")),
                name="wave_closes_after_opening",
                violation_error_message="It closes before it opens: give a later day.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(opened_on__isnull=False),
                name="wave_closed_was_open",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(closed_on__isnull=False),
                name="wave_published_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}, {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("wave", args=[self.pk])

    @property
    def about(self) -> str:
        return f"survey:{self.survey_id}"

    @property
    def asked(self) -> Sheet:
        """What is asked."""
        return sheet_of(self.sheet)

    @property
    def is_draft(self) -> bool:
        return self.opened_on is None

    def is_open(self, on: date) -> bool:
        """Whether it takes answers on the day."""
        begun = self.opened_on is not None and self.opened_on <= on
        return begun and self.closed_on is None and on <= self.closes_on


class Asked(models.QuerySet[Any]):
    """Invitations: one's own."""

    def visible_to(self, user: Any) -> Self:
        person = getattr(user, "person_id", None)
        return self.filter(person=person) if person else self.none()


class Invitation(models.Model):
    """That somebody was asked in a wave, and whether an answer came; never what it was.

    ``name`` and ``email`` are of people outside the network. Only the SHA-256 of the link's token
    is kept. ``sub_region`` and ``kind`` are where and of what kind their body was on that day.
    ``answered_on`` stays empty of an anonymous wave.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "person", "keep", "That somebody was asked is counted on, without the name."
    )
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = kept(models.CharField(max_length=200, blank=True), "private")
    email = kept(models.EmailField(blank=True), "private")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sub_region = models.ForeignKey(
        SubRegion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = kept(models.CharField("kind of body", max_length=40, blank=True), "member")
    digest = kept(models.CharField(max_length=64, unique=True), "secret")
    asked_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered = models.BooleanField(default=False)
    answered_on = models.DateField(null=True, blank=True)
    objects = Confidential.from_queryset(Asked)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "person"],
                condition=Q(person__isnull=False),
                name="person_asked_once_a_wave",
            ),
            models.UniqueConstraint(
                fields=["wave", "email"],
                condition=~Q(email=""),
                name="address_asked_once_a_wave",
            ),
            models.CheckConstraint(
                condition=Q(answered=True) | Q(answered_on__isnull=True),
                name="invitation_day_is_of_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["wave", "answered"], name="invitation_answered")]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def may_change(self) -> bool:
        """Whether other answers may take the place of those that were sent.

        Not where a sheet is not kept with whose it is: a second would be counted beside the first.
        """
        survey = self.wave.survey
        return not survey.is_anonymous and (survey.per_body or self.person_id is not None)

    @property
    def about(self) -> str:
        return self.wave.about
