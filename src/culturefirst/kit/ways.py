"""Where rooms above lead on from a record of a room below: from an event to its tables and rounds.

The room below shows ``{% ways event as leads %}`` on the record's page and knows nothing of what is
there. A room above says in its ``ways.py`` where it leads, to whom: ``WAYS.add(name, Ways(…))``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from culturefirst.kit.registers import Register

Lead = tuple[str, str]  # what the link says, and its address


@dataclass(frozen=True)
class Ways:
    """``of`` is the record's model; ``lead`` gives what this person may follow from a record."""

    of: type[models.Model]
    lead: Callable[[Any, Any], Iterable[Lead]]


WAYS: Register[Ways] = Register("ways")


def ways(user: Any, record: models.Model) -> list[Lead]:
    """Where this person may go on to from a record, room by room."""
    return [lead for each in WAYS if each.of is type(record) for lead in each.lead(user, record)]
