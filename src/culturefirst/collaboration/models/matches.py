"""What came of matches: suggestions that were turned down, and introductions."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.collaboration.models.listings import LONGEST, Listing, own
from culturefirst.kit.confidential import Confidential
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import Organisation, Person


class Dismissals(models.QuerySet[Any]):
    """What was turned down: the other body never learns of it."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(own(user, "listing__"))


class Dismissal(models.Model):
    """A body said of ``other``, suggested for its own ``listing``: not for us.

    ``Dismissal.objects`` is empty without a viewer.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "It was said for the organisation.", only=("listing", "on")
    )
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="dismissals")
    other = models.ForeignKey(Listing, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    objects = Confidential.from_queryset(Dismissals)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "other"], name="dismissed_once"),
            models.CheckConstraint(condition=~Q(listing=F("other")), name="dismissal_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} is nothing for {self.listing_id}"

    @property
    def about(self) -> str:
        return self.listing.about


class Introductions(models.QuerySet[Any]):
    """Introductions: for the two bodies and the network's team."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(own(user) | own(user, "listing__"))


class Introduction(models.Model):
    """Somebody of a body wrote to the contact of another body's listing.

    ``own`` is the listing of theirs that it fitted, where there was one. ``taken_up_on`` is when
    the listing's body said that it came about through this. ``Introduction.objects`` is empty
    without a viewer.
    """

    keeps: ClassVar[str] = "confidential"
    subject: ClassVar[Subject] = Subject(
        "asked_by", "keep", "That two organisations met stays, without your name and words."
    )
    listing = models.ForeignKey(Listing, models.PROTECT, related_name="introductions")
    own = models.ForeignKey(Listing, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="introductions")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    words = kept(
        models.TextField(validators=[MaxLengthValidator(LONGEST)], blank=True),
        "confidential",
        subject="asked_by",
    )
    on = kept(models.DateField(), "member")
    taken_up_on = kept(models.DateField(null=True, blank=True), "member")
    objects = Confidential.from_queryset(Introductions)()

    class Meta:
        ordering = ("-on", "-pk")
        indexes = [
            models.Index(fields=["on"], name="introduced_on"),
            models.Index(fields=["taken_up_on"], name="taken_up_on"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["listing", "organisation"], name="introduced_once"),
            models.CheckConstraint(
                condition=Q(taken_up_on__isnull=True) | Q(taken_up_on__gte=F("on")),
                name="taken_up_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} on “{self.listing}”"

    @property
    def about(self) -> str:
        return self.listing.about
