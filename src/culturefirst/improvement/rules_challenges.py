"""What is decided of a challenge from its parts: views, gaps, and when things are due."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings

# Months after the visit, unless the settings say otherwise.
MONTHS = {"report": 3, "plan": 5, "review_from": 10, "review_by": 12}

# How long before each day is due whoever leads the side is reminded of it by letter.
REMINDED = {"report": timedelta(days=14), "plan": timedelta(days=28), "review": timedelta(days=28)}


@dataclass(frozen=True)
class Due:
    """When what follows a visit is due."""

    report: date
    plan: date
    review_from: date
    review_by: date


def due_after(visited_on: date) -> Due:
    """The clock of a challenge, from the day of the visit on."""
    months = MONTHS | dict(getattr(settings, "CHALLENGE_MONTHS", {}))
    return Due(**{name: visited_on + relativedelta(months=count) for name, count in months.items()})


def view_of(own: int | None, peers: int | None, *, said: bool) -> str:
    """How the peers' level stands to the body's own; a reason without a level is a query."""
    if peers is None:
        return "query" if said else ""
    if own is None:
        return "scored"
    if peers == own:
        return "agree"
    return "higher" if peers > own else "lower"


VIEWS = {
    "": "Not looked at",
    "query": "Query",
    "scored": "Scored by the peers alone",
    "agree": "Agree",
    "higher": "Higher",
    "lower": "Lower",
}


def gap_in_words(own: int | None, peers: int | None) -> str:
    """``one level lower``: how far apart two levels are; nothing where one is not known."""
    if own is None or peers is None:
        return ""
    if own == peers:
        return "no gap"
    count = abs(own - peers)
    number = {1: "one level", 2: "two levels", 3: "three levels"}.get(count, f"{count} levels")
    return f"{number} {'higher' if peers > own else 'lower'}"
