"""What places hold about people, in plain words."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.intelligence import models as m
from culturefirst.kit.holdings import HOLDINGS, Holding, Row, Whom

for each in (
    Holding(
        "Lists of places that you brought",
        "So that others know whom to ask about them.",
        "While the network runs; without your name once you are erased.",
        m.AssetList,
    ),
    Holding(
        "What you changed in the record of places",
        "So that a change can be taken back, and others know whom to ask.",
        "While the place is kept; without your name once you are erased.",
        m.AssetChange,
    ),
    Holding(
        "Owners that you asked to look through their places",
        "So that the owner knows who asks.",
        "While the network runs; without your name once you are erased.",
        m.AssetReview,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)


def _asked(whom: Whom) -> "QuerySet[Any]":
    return m.AssetReview._base_manager.filter(email__in=whom.addresses).order_by("pk")


def _rows(whom: Whom) -> list[Row]:
    return [
        {"owner": str(row.owner), "name": row.name, "address": row.email, "asked": row.at}
        for row in _asked(whom).select_related("owner")
    ]


def _forget(whom: Whom) -> None:
    """Keep that an owner was asked, and not whom; the link opens nothing any more."""
    from culturefirst.kit import clock

    rows = _asked(whom)
    rows.filter(ended_at=None).update(ended_at=clock.now())
    rows.update(name="A former contact", email="")


HOLDINGS.add(
    "intelligence.assetreview_contact",
    Holding(
        "That you were asked to look through an owner's places",
        "So that the letter reaches you, and it is known who said what.",
        "While the network runs; your name and address are taken out once you ask.",
        rows=_rows,
        erase=_forget,
    ),
)
