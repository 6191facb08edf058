"""What others may be told of lists of places that were brought."""

from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from culturefirst.intelligence.models import Asset, AssetList


def open_lists(user: Any) -> "QuerySet[Any]":
    """Imported lists of open sources with the day of their import (``imported_on``) and how many
    places that anybody may read came with each (``n_places``); what was taken back is none."""
    standing = Q(
        changes__undone_at__isnull=True, changes__asset__in=Asset.objects.open().standing()
    )
    rows = AssetList.objects.filter(state=AssetList.State.IMPORTED, source__open=True)
    told: QuerySet[Any] = (
        rows.defer("rows", "decisions", "mapping", "heads")
        .select_related("source")
        .annotate(
            imported_on=TruncDate(Min("changes__at")),
            n_places=Count("changes__asset", filter=standing, distinct=True),
        )
        .filter(n_places__gt=0)
    )
    return told
