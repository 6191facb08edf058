"""By what people may be chosen: the register that each room's ``audiences.py`` fills."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from culturefirst.kit.registers import Register

Choice = tuple[str, str]


@dataclass(frozen=True)
class Criterion:
    """One thing by which people are chosen ("topic of interest").

    ``says`` puts the names of the values into the middle of a sentence about people ("who follow
    {}"); with ``names`` they stand in the place of the word "people" ("officers").
    ``choices(user)`` lists ``(value, name)``, only what this person may know of.
    ``rows(on)`` are the records that say so on a day, ``person`` the path from them to the key of
    a person, and ``fits(values, on)`` is what a record must fulfil to have one of the values.
    Criteria that share their ``rows`` are asked of one record together: an officer in Norfolk
    holds one post that is both.
    """

    key: str
    title: str
    says: str
    choices: Callable[[Any], Sequence[Choice]]
    rows: Callable[[date], QuerySet[Any]]
    fits: Callable[[Sequence[str], date], Q]
    person: str = "person"
    names: bool = False


AUDIENCES: Register[Criterion] = Register("audiences")


def criterion(made: Criterion) -> Criterion:
    """Offer something to choose people by (called in a room's ``audiences.py``)."""
    return AUDIENCES.add(made.key, made)
