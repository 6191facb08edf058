"""What offers and needs hold about people, in plain words."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from culturefirst.collaboration.models import (
    Delegate,
    Dismissal,
    InitiativePartner,
    Introduction,
    Listing,
    Sitting,
)
from culturefirst.kit.holdings import HOLDINGS, Holding, Row, Whom

KEPT = "While the offer or need is kept; without your name once you are erased."


def _written(whom: Whom) -> "QuerySet[Any]":
    rows = Listing._base_manager.filter(made_by__in=whom.people)
    return rows.exclude(contact__in=whom.people).order_by("pk")


def _rows(whom: Whom) -> Iterable[Row]:
    return [{"title": row.title, "published on": row.published_on} for row in _written(whom)]


def _forget(whom: Whom) -> None:
    Listing._base_manager.filter(made_by__in=whom.people).update(made_by=None)


for each in (
    Holding(
        "Offers and needs in which you are named to be asked",
        "So that others know whom to ask.",
        "While you are named in it. Once you are erased, your organisation is asked for another.",
        Listing,
    ),
    Holding(
        "Whom you got in touch with about offers and needs, and your words",
        "So that both organisations know of it, and what came of it can be counted.",
        "That two organisations met, while the network runs; your name and words until you are "
        "erased.",
        Introduction,
    ),
    Holding(
        "Matches that you said are not for your organisation",
        "So that they are not suggested again.",
        KEPT,
        Dismissal,
    ),
    Holding(
        "With whom you sat at a table on speed-dating days",
        "So that you are told whom you meet, when and where.",
        "While your place is kept; until you are erased.",
        Delegate,
    ),
    Holding(
        "Which meetings you wanted to take further, and your notes of them",
        "So that both are introduced where both want it. Only your own table reads your note.",
        "That two organisations met, while the network runs; your name and note until you are "
        "erased.",
        Sitting,
    ),
    Holding(
        "Initiatives in which you are named to be asked",
        "So that partners and others know whom to ask.",
        "While you are named in it. Once you are erased, your organisation is to name another.",
        InitiativePartner,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)

HOLDINGS.add(
    "collaboration.written",
    Holding(
        "Offers and needs that you wrote and in which somebody else is named",
        "So that you can look after them.",
        KEPT,
        rows=_rows,
        erase=_forget,
    ),
)
