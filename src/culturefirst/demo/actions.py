"""What only a demonstration does to its installation."""

from datetime import date
from typing import Any

from culturefirst.kit.act import action
from culturefirst.kit.models import Installation
from culturefirst.kit.policy import system


@action("made this installation a demonstration", allow=system)
def become_demonstration(*, by: Any, network: str, strapline: str, on: date) -> Installation:
    """Name the network and let its clock stand on a day."""
    here = Installation.current()
    here.network, here.strapline = network, strapline
    here.is_demonstration, here.stands_on = True, on
    here.full_clean()
    here.save()
    return here
