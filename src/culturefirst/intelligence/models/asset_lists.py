"""Lists of places that somebody brings, and every change of a place as it can be taken back."""

from typing import ClassVar, Self

from django.db import models
from django.urls import reverse

from culturefirst.intelligence.models.asset_kinds import AssetSource
from culturefirst.intelligence.models.asset_reviews import AssetReview
from culturefirst.intelligence.models.assets import Asset
from culturefirst.kit.keeps import Subject, kept
from culturefirst.network.models import MembersRecords, Person
from culturefirst.network.models.lists import InBackground


class AssetList(InBackground):
    """A file of places as it was read: mapped to our columns, looked at, then imported whole.

    ``heads`` are the file's own, ``rows`` are lists of the row's number and its cells. ``mapping``
    says for each of our columns which of the file's it is read from, by number; ``rest`` what holds
    for all rows where none of the columns says it (kind, coordinates' system). ``decisions`` say
    of a row, by its number, which place it is: its key, "new", or "leave".
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Being looked at"
        IMPORTED = "imported", "Imported"
        UNDONE = "undone", "Taken back"
        DROPPED = "dropped", "Thrown away"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "Whoever brought a list answers for it.", only=("name", "state", "at")
    )
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    source = models.ForeignKey(
        AssetSource, models.PROTECT, null=True, blank=True, related_name="lists"
    )
    # Private, which keeps whole files out of the audit trail.
    heads = kept(models.JSONField(default=list), "private")
    rows = kept(models.JSONField(default=list), "private")
    mapping = kept(models.JSONField(default=dict), "private")
    rest = models.JSONField(default=dict, blank=True)
    decisions = kept(models.JSONField(default=dict, blank=True), "private")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    at = models.DateTimeField()
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("asset_list", args=[self.pk])

    @property
    def about(self) -> str:
        return f"asset_list:{self.pk}"


class Changes(MembersRecords):
    """Changes of places, which whoever holds a role may see."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(undone_at__isnull=True)


class AssetChange(models.Model):
    """One change of one place: what its fields held before and after, who said so, from where.

    It is kept beside the audit trail because it can be taken back, and because thousands of
    places come with one list. ``before`` is empty for a place that was added.
    """

    class What(models.TextChoices):
        ADDED = "added", "Added"
        IMPORTED = "imported", "Changed from a list"
        EDITED = "edited", "Edited"
        CLOSED = "closed", "Noted as closed"
        VERIFIED = "verified", "Confirmed"
        CORRECTED = "corrected", "Corrected"
        MERGED = "merged", "Found to be another place"

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "by", "keep", "Who changed what we know of a place stays with it.", only=("what", "at")
    )
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    brought = models.ForeignKey(
        AssetList, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    review = models.ForeignKey(
        AssetReview, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    objects = Changes.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = "change of a place"

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.asset}"

    @property
    def about(self) -> str:
        return str(self.asset.about)


class AssetsApart(models.Model):
    """Two places that look alike and are two: nobody is asked again. ``one`` has the lower key."""

    keeps: ClassVar[str] = "member"
    one = models.ForeignKey(Asset, models.CASCADE, related_name="+")
    other = models.ForeignKey(Asset, models.CASCADE, related_name="+")
    objects = MembersRecords.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="assets_apart_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="assets_apart_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"

    @property
    def about(self) -> str:
        return str(self.one.about)
