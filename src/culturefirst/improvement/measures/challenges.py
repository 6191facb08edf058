"""Organisations challenged, and organisations that completed the challenge.

Everything counts, and no figure names a body: anybody may look at figures, and what peers find is
of the two sides.
"""

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Greatest

from culturefirst.improvement.models import Challenge, Plan
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import place_of_body


def _reported() -> Any:
    return Challenge._base_manager.filter(reported_on__isnull=False)


def _completed() -> Any:
    """Challenges with a report on an agreed assessment from which an adopted plan came."""
    plans = Plan._base_manager.filter(
        assessment=OuterRef("assessment"), adopted_on__isnull=False
    ).order_by("adopted_on")
    rows = _reported().filter(assessment__agreed_on__isnull=False)
    rows = rows.annotate(adopted_on=Subquery(plans.values("adopted_on")[:1]))
    return rows.filter(adopted_on__isnull=False).annotate(
        completed_on=Greatest(F("reported_on"), F("assessment__agreed_on"), F("adopted_on"))
    )


def _accepted() -> Any:
    rows = Challenge._base_manager.filter(
        host_accepted_on__isnull=False, challenger_accepted_on__isnull=False
    ).exclude(state=Challenge.State.CALLED_OFF)
    return rows.annotate(both_on=Greatest(F("host_accepted_on"), F("challenger_accepted_on")))


def _show_reported(row: Challenge) -> Shown:
    return Shown(label="A peer challenge", on=row.reported_on)


def _show_completed(row: Any) -> Shown:
    return Shown(label="A completed challenge", on=row.completed_on)


def _show_accepted(row: Any) -> Shown:
    return Shown(label="A peer challenge", on=row.both_on)


def _of_challenge() -> dict[str, Dimension]:
    return {
        "sub_region": place_of_body("host__sub_region", "host"),
        "activity": Dimension("serves", "Activity"),
    }


measure(
    Measure(
        key="improvement.challenged",
        title="Organisations challenged",
        definition=(
            "Organisations to which peers sent the feedback report of a challenge on a day within "
            "the window, each counted once."
        ),
        unit="organisations",
        records=_reported,
        dated="reported_on",
        numerator=Count("host", distinct=True),
        show=_show_reported,
        words=(
            "organisations challenged",
            "authorities challenged",
            "peer challenges",
            "peer challenges carried out",
        ),
        dimensions=_of_challenge(),
    )
)

measure(
    Measure(
        key="improvement.completed",
        title="Organisations that completed the challenge",
        definition=(
            "Organisations that agreed a self-assessment, had it challenged with a feedback "
            "report, and adopted an improvement plan that came of it. Each is counted once, on the "
            "day of the last of the three."
        ),
        unit="organisations",
        records=_completed,
        dated="completed_on",
        numerator=Count("host", distinct=True),
        show=_show_completed,
        words=(
            "organisations completed",
            "organisations completed the efficiency challenge",
            "organisations complete the challenge",
            "authorities completed the challenge",
            "completed the efficiency challenge",
            "complete the efficiency challenge",
            "completed the challenge",
            "efficiency challenge completed",
            "completed challenges",
        ),
        dimensions=_of_challenge(),
    )
)

measure(
    Measure(
        key="improvement.taking_part",
        title="Organisations that take part in peer challenge",
        definition=(
            "Organisations of which a self-assessment is challenged, by an agreement of both sides "
            "on a day within the window that was not called off, each counted once."
        ),
        unit="organisations",
        records=_accepted,
        dated="both_on",
        numerator=Count("host", distinct=True),
        show=_show_accepted,
        words=("organisations taking part in peer challenge", "bodies in peer challenge"),
        dimensions=_of_challenge(),
    )
)
