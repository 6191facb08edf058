"""What people answered: sheets that count, and sheets that are not finished yet."""

import secrets
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import Organisation, Person, SubRegion
from culturefirst.surveys.models.waves import Invitation, Wave

BITS = 62


def by_chance() -> int:
    """A key that tells nothing of when the row was made: 62 bits of chance, never 0.

    A number and no UUID: of a key that is not the row's own number, the row has another besides,
    which counts up (SQLite's rowid) and would tell the order of answers.
    """
    return 1 + secrets.randbelow(2**BITS - 1)


class OwnSheets(models.QuerySet[Any]):
    """Answers: one's own, where they are kept with whose they are."""

    def visible_to(self, user: Any) -> Self:
        person = getattr(user, "person_id", None)
        return self.filter(person=person, test=False) if person else self.none()


class AnswerSheet(models.Model):
    """A finished sheet. ``packed`` are its answers (``kit.asking.packing``), ``words`` its texts.

    Of an anonymous wave there is no person, no body, no day, and the key is of chance;
    ``sub_region`` and ``kind`` are there only where many were asked of both. ``test`` is what was
    answered to try the sheet: it counts nowhere.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "person", "keep", "The answers are counted on without the name; the words are taken out."
    )
    id = models.BigAutoField(primary_key=True, default=by_chance)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="sheets")
    packed = models.BinaryField()
    words = kept(models.JSONField(default=dict, blank=True), "confidential", subject="person")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sub_region = models.ForeignKey(
        SubRegion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = kept(models.CharField("kind of body", max_length=40, blank=True), "member")
    on = models.DateField(null=True, blank=True)
    test = models.BooleanField(default=False)
    objects = Confidential.from_queryset(OwnSheets)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "person"],
                condition=Q(person__isnull=False, test=False),
                name="one_sheet_a_person",
            ),
            models.UniqueConstraint(
                fields=["wave", "organisation"],
                condition=Q(organisation__isnull=False, person__isnull=True, test=False),
                name="one_sheet_a_body",
            ),
        ]

    def __str__(self) -> str:
        return "A sheet of answers"

    @property
    def about(self) -> str:
        return self.wave.about


class NobodysSheets(models.QuerySet[Any]):
    """Unfinished sheets: reached by their secret alone."""

    def visible_to(self, user: Any) -> Self:
        return self.none()


class Unfinished(models.Model):
    """Answers on their way, found again by a secret that only the browser or the link has.

    Of an anonymous wave nothing says whose they are (no ``invitation``). ``paid`` says that the
    invitation was ticked off for them: what is paid becomes a sheet, whatever happens.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "invitation__person", "delete", "What was begun and not sent goes."
    )
    id = models.BigAutoField(primary_key=True, default=by_chance)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="unfinished")
    digest = kept(models.CharField(max_length=64, unique=True), "secret")
    invitation = models.OneToOneField(
        Invitation, models.CASCADE, null=True, blank=True, related_name="unfinished"
    )
    answers = models.JSONField(default=dict, blank=True)
    sub_region = models.ForeignKey(
        SubRegion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = kept(models.CharField("kind of body", max_length=40, blank=True), "member")
    on = models.DateField()
    paid = models.BooleanField(default=False)
    test = models.BooleanField(default=False)
    objects = Confidential.from_queryset(NobodysSheets)()

    class Meta:
        verbose_name_plural = "unfinished sheets"

    def __str__(self) -> str:
        return "An unfinished sheet"

    @property
    def about(self) -> str:
        return self.wave.about
