"""A framework that is being written: the text of its next version, until it is loaded."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from culturefirst.improvement.models.frameworks import FrameworkVersion
from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.models import Versioned
from culturefirst.kit.policy import roles
from culturefirst.network.models import Person
from culturefirst.network.policy import TEAM


class Drafts(models.QuerySet[Any]):
    """Drafts, for those who keep frameworks."""

    def visible_to(self, user: Any) -> Self:
        if getattr(user, "is_system", False) or roles(user) & TEAM:
            return self
        return self.none()


class FrameworkDraft(Versioned):
    """The text is a whole file, sound or not yet; ``base`` is the version it began from.

    Once it is loaded or dropped it is only kept so that its changes can be read.
    """

    keeps: ClassVar[str] = "member"
    subject: ClassVar[Subject] = Subject(
        "started_by", "keep", "The framework is the network's own.", only=("title", "started_on")
    )
    title = models.CharField(max_length=200)
    # The trail would keep the whole text twice for each word that is changed.
    text = kept(models.TextField(), "confidential")
    base = models.ForeignKey(
        FrameworkVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField()
    loaded_as = models.ForeignKey(
        FrameworkVersion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_on = models.DateField(null=True, blank=True)
    objects = Drafts.as_manager()

    class Meta:
        ordering = ("-started_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(loaded_as__isnull=True) | Q(dropped_on__isnull=True),
                name="framework_draft_loaded_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"frameworkdraft:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.loaded_as_id is None and self.dropped_on is None
