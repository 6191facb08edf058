"""What every room's part of the API shares: bounds of pages, faults, and who may ask."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import QuerySet
from ninja import Query, Schema

T = TypeVar("T")

# Bounded, because a database cannot count to any number that an address can hold.
Limit = Annotated[int, Query(ge=1, le=200, description="How many to give at most")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out first")]
Key = Annotated[int, Query(ge=1, le=2**62)]
Slug = r"^[-a-zA-Z0-9_]{1,200}$"


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
