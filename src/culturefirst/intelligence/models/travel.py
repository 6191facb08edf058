"""Minutes from small areas to places, as a routing tool worked them out."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from culturefirst.intelligence.models.areas import AreaSet
from culturefirst.intelligence.studying.times import MODES
from culturefirst.kit.wording import day
from culturefirst.network.models import MembersRecords


class TravelTimes(models.Model):
    """One table of minutes, of a day; it is never changed, a later one stands beside it.

    ``content`` are the frozen bytes of ``studying.times.Times``, whose places go by their numbers
    here. ``modes`` has for each mode of travel ``{mode, pairs, longest}``. ``whole`` is that the
    tool was asked about every area of the set: areas without an entry are out of reach.
    """

    keeps: ClassVar[str] = "member"
    area_set = models.ForeignKey(AreaSet, models.PROTECT, related_name="travel_times")
    name = models.CharField(max_length=120)
    day = models.DateField("as at")
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200)
    whole = models.BooleanField("of every area", default=False)
    modes = models.JSONField(default=list)
    areas = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    pairs = models.PositiveIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("area_set", "name", "-day")
        verbose_name_plural = "travel times"
        constraints = [
            models.UniqueConstraint(
                fields=["area_set", "name", "day"], name="travel_times_once_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(licence=""), name="travel_times_say_their_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {day(self.day)}"

    def get_absolute_url(self) -> str:
        return reverse("travel_times", args=[self.pk])

    @property
    def about(self) -> str:
        return f"travel_times:{self.pk}"

    @property
    def year(self) -> int:
        return int(self.day.year)

    @property
    def told_modes(self) -> str:
        """By which modes, in words."""
        named = [MODES[each["mode"]] for each in self.modes if each["mode"]]
        return ", ".join(named) or "one way of travelling"

    def of_mode(self, mode: str) -> dict[str, Any] | None:
        """What is known of a mode, or ``None``."""
        return next((each for each in self.modes if each["mode"] == mode), None)
