"""Rates of taking part: what there is, and one table's rows."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count

from culturefirst.intelligence.models import Rate, Rates


def every(user: Any) -> Any:
    """Every table of rates with how many rows it has."""
    rows = Rates.objects.visible_to(user).select_related("classification")
    return rows.annotate(number=Count("rows"))


def rows(rates: Rates) -> list[Rate]:
    """The rows of one table, with their segments."""
    return list(Rate.objects.filter(rates=rates).select_related("segment"))


def by_segment(rates: Rates) -> Mapping[str, float]:
    """The share of each segment that takes part, by code."""
    found = Rate.objects.filter(rates=rates, segment__isnull=False)
    return {code: float(share) for code, share in found.values_list("segment__code", "share")}
