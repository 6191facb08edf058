"""How people scored: counted by view and level, and told as ``spread`` lets it be told.

Only what was handed in counts, and only once scoring is over. Nothing here tells who said what.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, QuerySet

from culturefirst.improvement.models import Answer, Assessment, Criterion, Respondent
from culturefirst.improvement.spread import FEWEST, Spread, spread

AFTER = (Assessment.Stage.AGREEING, Assessment.Stage.AGREED)
UNTOLD = Spread()
# Criterion, view, level, whether it applies, how many; of their bodies the first and the last.
Counted = tuple[int, str, int | None, bool, int, str, str]


def spreads(
    assessment: Assessment, criterion: Criterion | None = None, *, by_view: bool = True
) -> dict[int, Spread]:
    """The spread of each criterion that somebody scored, by the criterion's key."""
    if assessment.stage not in AFTER:
        return {}
    rows = _handed_in(assessment)
    if criterion is not None:
        rows = rows.filter(criterion=criterion)
    counts: dict[int, dict[tuple[str, int | None], int]] = {}
    sides: dict[int, set[str]] = {}
    for key, view, value, applies, times, first, last in _counted(rows):
        if value is None and applies:
            continue  # only a note
        counts.setdefault(key, {})[view, value] = times
        if view == Respondent.View.PARTNER:
            sides.setdefault(key, set()).update((first, last))
    return {
        key: spread(each, _alone(sides.get(key)), by_view=by_view) for key, each in counts.items()
    }


def _alone(sides: set[str] | None) -> frozenset[str]:
    """The partners, where all that answered are of one organisation, or nobody knows of which."""
    known = {each for each in sides or () if each}
    return frozenset({Respondent.View.PARTNER.value} if sides and len(known) < 2 else ())


def notes(assessment: Assessment, criterion: Criterion) -> list[str]:
    """What people noted, without names and in an order that tells nothing; none below three."""
    if assessment.stage not in AFTER:
        return []
    rows = _handed_in(assessment).filter(criterion=criterion).exclude(note="")
    written = list(rows.values_list("pk", "note"))
    if len(written) < FEWEST:
        return []
    return [note for _, note in sorted(written, key=lambda each: _shuffled(criterion.pk, each[0]))]


def progress(assessment: Assessment) -> dict[str, int]:
    """How many were asked and how many handed in; said also while scoring lasts."""
    rows = Respondent._base_manager.filter(
        assessment=assessment, declined_on__isnull=True, withdrawn_on__isnull=True
    )
    told: dict[str, int] = rows.aggregate(asked=Count("pk"), handed_in=Count("submitted_at"))
    return told


def _handed_in(assessment: Assessment) -> "QuerySet[Answer]":
    rows: QuerySet[Answer] = Answer._base_manager.filter(
        respondent__assessment=assessment,
        respondent__submitted_at__isnull=False,
        respondent__declined_on__isnull=True,
        respondent__withdrawn_on__isnull=True,
    )
    return rows


def _counted(rows: "QuerySet[Answer]") -> "Iterable[Counted]":
    """Two that differ among the sides are enough to know that there is more than one."""
    by = ("criterion", "respondent__view", "value", "applies")
    counted: Any = rows.order_by().values_list(*by)
    found: Iterable[Counted] = counted.annotate(
        times=Count("pk"), first=Min("respondent__side"), last=Max("respondent__side")
    )
    return found


def _shuffled(criterion: int, answer: int) -> bytes:
    """An order that is the same each time and another for each criterion."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"notes\0{criterion}\0{answer}".encode(), sha256).digest()
