"""What bulletins hold about people, in plain words."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.bulletins.models import Bulletin, Subscriber
from culturefirst.kit.holdings import HOLDINGS, Holding, Row, Whom

HOLDINGS.add(
    "bulletins.bulletin",
    Holding(
        "Bulletins that you wrote",
        "So that the team knows who answers for one.",
        "While the bulletin is kept; without your name once you are erased.",
        Bulletin,
    ),
)


def _readers(whom: Whom) -> "QuerySet[Any]":
    return Subscriber.objects.filter(email__in=whom.addresses).order_by("pk")


def _rows(whom: Whom) -> list[Row]:
    return [
        {"address": row.email, "agreed to": row.wording, "asked": row.asked_at,
         "confirmed": row.confirmed_at,
         "about": ", ".join(str(s.topic) for s in row.subscriptions.select_related("topic"))}
        for row in _readers(whom)
    ]  # fmt: skip


def _forget(whom: Whom) -> None:
    _readers(whom).delete()


HOLDINGS.add(
    "bulletins.subscriber",
    Holding(
        "That you asked for bulletins from outside the network",
        "You are written to about nothing else, and can see that you agreed.",
        "Until you stop all of them.",
        rows=_rows,
        erase=_forget,
    ),
)
