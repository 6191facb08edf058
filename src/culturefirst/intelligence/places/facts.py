"""What a place holds, as plain values: for changes that are kept beside it and taken back."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from culturefirst.intelligence.models import Asset

TEXTS = (
    "name", "address", "postcode", "uprn", "owner_text", "operator", "hours", "condition",
    "significance", "status", "source_ref",
)  # fmt: skip
NUMBERS = ("easting", "northing", "by_postcode", "built", "roles")
DECIMALS = ("capacity", "peak_hours")
DAYS = ("opened_on", "closed_on", "known_since", "verified_on", "withdrawn_on")
KEYS = ("kind", "authority", "owner", "source", "merged_into")
FIELDS = (*TEXTS, *NUMBERS, *DECIMALS, *DAYS, *KEYS)
FACILITIES = "facilities"


def plain_name(name: str) -> str:
    """A name for comparing: small letters and figures with single spaces."""
    kept = "".join(sign if sign.isalnum() else " " for sign in name.casefold().replace("'", ""))
    return " ".join(kept.replace("’", "").split())[:200]


def plain(name: str, value: Any) -> Any:
    """A field's value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if name in DECIMALS and value is not None:
        return format(Decimal(value).quantize(Decimal("0.1")), "f")
    return getattr(value, "pk", value) if name in KEYS else value


def whole(name: str, value: Any) -> Any:
    """A kept value as the field takes it."""
    if value is None:
        return None
    if name in DAYS:
        return date.fromisoformat(value) if isinstance(value, str) else value
    return Decimal(value) if name in DECIMALS else value


def held(asset: Asset, names: Iterable[str]) -> dict[str, Any]:
    """What the place holds in these fields, as plain values."""
    return {
        name: facilities_of(asset) if name == FACILITIES else plain(name, _value(asset, name))
        for name in names
    }


def facilities_of(asset: Asset) -> dict[str, str]:
    """What is known of each element (of one that is not stored yet, nothing)."""
    if asset.pk is None:
        return {}
    return {each.element: each.has for each in asset.facilities.all()}


def put(asset: Asset, facts: Mapping[str, Any]) -> None:
    """Set the fields of the record to kept values; its elements are another table's."""
    for name, value in facts.items():
        if name == FACILITIES:
            continue
        setattr(asset, f"{name}_id" if name in KEYS else name, whole(name, value))
    asset.plain_name = plain_name(asset.name)


def _value(asset: Asset, name: str) -> Any:
    return getattr(asset, f"{name}_id" if name in KEYS else name)
