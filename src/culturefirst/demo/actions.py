"""What only a demonstration does to its installation."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.models import Installation
from culturefirst.kit.policy import system
from culturefirst.network.models import ActiveDay, User


@action("made this installation a demonstration", allow=system)
def become_demonstration(*, by: Any, network: str, strapline: str, on: date) -> Installation:
    """Name the network and let its clock stand on a day."""
    here = Installation.current()
    here.network, here.strapline = network, strapline
    here.is_demonstration, here.stands_on = True, on
    here.full_clean()
    here.save()
    return here


@action("told on which days its people had used the network", allow=system)
def note_days_of_use(*, by: Any, days: Mapping[User, Iterable[date]]) -> None:
    """Keep for each account the days that its requests would have left behind."""
    ActiveDay.objects.bulk_create(
        ActiveDay(user=user, on=day) for user, used in days.items() for day in used
    )
