"""What pages about places share: whom they let, and what fields are called."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from culturefirst.intelligence.models import Asset
from culturefirst.intelligence.policy.assets import keep_asset
from culturefirst.intelligence.queries import assets as queries
from culturefirst.kit.changes import Words
from culturefirst.kit.wording import figure


def _amount(value: Any) -> str:
    return figure(float(value))


WORDS = Words(
    {
        "uprn": "UPRN",
        "owner_text": "Owner",
        "operator": "Who runs it",
        "peak_hours": "Hours open in the peak of a week",
        "hours": "Opening hours",
        "built": "Year built",
        "roles": "What it is for",
        "significance": "For whom it matters",
        "authority": "In the area of",
        "source_ref": "Key in its source",
        "by_postcode": "Placed by its postcode only",
        "merged_into": "Is the same as",
        "withdrawn_on": "Taken back on",
        "verified_on": "Confirmed on",
        "capacity": "Room",
    },
    {"easting": str, "northing": str, "built": str, "capacity": _amount, "peak_hours": _amount},
    hidden=frozenset({"plain_name"}),
)


def seen(request: HttpRequest, pk: int) -> Asset:
    """The place, if this person may see it; else 404."""
    return get_object_or_404(queries.asset(request.user, pk), pk=pk)


def kept(request: HttpRequest, pk: int) -> Asset:
    """The same, for whoever keeps it."""
    found = seen(request, pk)
    keep_asset.require(request.user, found)
    return found


def room(asset: Any) -> str:
    """What there is room for, with its unit; nothing where it is not known."""
    if asset.capacity is None:
        return ""
    return f"{figure(float(asset.capacity))} {asset.kind.unit}".strip()
