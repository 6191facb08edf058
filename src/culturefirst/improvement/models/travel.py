"""How long it takes from one body to another: a table that the team loads, used in place of km."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from culturefirst.network.models import MembersRecords, Organisation


class TravelTime(models.Model):
    """Minutes between two bodies, there as back: ``one`` is the one of the smaller key."""

    keeps: ClassVar[str] = "member"
    one = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    source = models.CharField(max_length=300, blank=True)
    loaded_on = models.DateField()
    objects = MembersRecords.as_manager()

    class Meta:
        ordering = ("one__name", "other__name")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="travel_time_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="travel_time_of_two"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="travel_time_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"

    @property
    def about(self) -> str:
        return f"organisation:{self.one_id}"
