"""Strands: programmes that emerge where actions of several bodies have one subject."""

from typing import ClassVar, Self

from django.core.validators import MaxLengthValidator
from django.db import models

from culturefirst.kit.models import Versioned
from culturefirst.network.models import OpenRecords
from culturefirst.programme.models import Activity

LONGEST = 2000


class Strands(OpenRecords):
    """Strands, which anybody may know of; what is done under them is told to members."""

    def current(self) -> Self:
        """Those that new actions may be put under."""
        return self.filter(retired_on__isnull=True)


class Strand(Versioned):
    """A subject that actions of several bodies share: "Asset use", "Procurement".

    ``serves`` is the activity of the work programme that its actions serve. A retired strand keeps
    its actions and takes no new ones.
    """

    keeps: ClassVar[str] = "public"
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    says = models.TextField(
        "what belongs to it", blank=True, validators=[MaxLengthValidator(LONGEST)]
    )
    serves = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    objects = Strands.as_manager()

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"strand:{self.pk}"
