"""What every room's part of the API shares: bounds of pages, faults, and who may ask."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from django.db.models import Choices, QuerySet
from ninja import Path, Query, Schema
from pydantic import BeforeValidator, WithJsonSchema

T = TypeVar("T")

# Bounded, because a database cannot count to any number that an address can hold.
Limit = Annotated[int, Query(ge=1, le=200, description="How many to give at most")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out first")]
Key = Annotated[int, Query(ge=1, le=2**62)]
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Slug = r"^[-a-zA-Z0-9_]{1,200}$"
BySlug = Annotated[str | None, Query(pattern=Slug)]
OfKey = Annotated[int, Path(ge=1, le=2**62)]


def _as_written(day: Any) -> Any:
    # Left to itself, the reader takes "0" for 1 January 1970, which the description does not say.
    if isinstance(day, str) and not WRITTEN.fullmatch(day):
        raise ValueError("Write the day as year, month and day, such as 2011-09-19.")
    return day


Day = Annotated[date, BeforeValidator(_as_written)]


def written_out(choices: type[Choices]) -> WithJsonSchema:
    """Let the description list the choices where they are asked for.

    Under their own name, two rooms that each call theirs ``Kind`` would share one list.
    """
    return WithJsonSchema({"type": "string", "enum": list(choices.values)})


class Fault(Schema):
    """Why there is no answer."""

    detail: str | list[Any]


FAULTS: Mapping[int, type[Schema]] = {422: Fault}
MISSING: Mapping[int, type[Schema]] = {404: Fault, 422: Fault}


def paged(
    rows: "QuerySet[Any] | Sequence[Any]", limit: int, offset: int, show: Callable[[Any], Any]
) -> dict[str, Any]:
    """A page of rows and how many there are in all."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    return {"count": count, "items": [show(row) for row in rows[offset : offset + limit]]}
