"""What pages ask about kinds of places and about who owns some."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from culturefirst.intelligence.models import AssetKind
from culturefirst.network.models import Organisation


def in_use(user: Any) -> "QuerySet[AssetKind]":
    """Kinds that new places may be given."""
    rows: QuerySet[AssetKind] = AssetKind.objects.visible_to(user).in_use()
    return rows


def with_own(rows: "QuerySet[AssetKind]", kind: AssetKind) -> "QuerySet[AssetKind]":
    """These and the kind that a place has already, though it may be retired."""
    return rows | AssetKind.objects.filter(pk=kind.pk)


def bodies(user: Any, keys: Collection[int]) -> "QuerySet[Organisation]":
    """The organisations of these keys."""
    rows: QuerySet[Organisation] = Organisation.objects.visible_to(user).filter(pk__in=keys)
    return rows


def body(user: Any, slug: str) -> Organisation | None:
    """The organisation that an address names."""
    found: Organisation | None = Organisation.objects.visible_to(user).filter(slug=slug).first()
    return found
