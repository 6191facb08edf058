"""Plans adopted, and organisations that have one.

Everything counts, and no figure names a body or a plan: anybody may look at figures.
"""

from typing import Any

from django.db.models import Count

from culturefirst.improvement.measures.plan_common import BODY, of_plan
from culturefirst.improvement.models import Plan
from culturefirst.measures.core import Measure, Shown
from culturefirst.measures.register import measure


def _plans() -> Any:
    return Plan._base_manager.filter(adopted_on__isnull=False)


measure(
    Measure(
        key="improvement.plans_adopted",
        title="Improvement plans adopted",
        definition=(
            "Improvement plans that organisations adopted on a day within the window, each action "
            "with an owner, a due date and an outcome; each plan once, also where it was closed "
            "since."
        ),
        unit="plans",
        records=_plans,
        dated="adopted_on",
        show=lambda row: Shown(label="An improvement plan", on=row.adopted_on),
        words=("improvement plans adopted", "improvement plans", "plans adopted"),
        dimensions=of_plan(),
    )
)

measure(
    Measure(
        key="improvement.bodies_planning",
        title="Organisations with an improvement plan",
        definition=(
            "Organisations of which an improvement plan was adopted and not closed at the window’s "
            "end, each counted once."
        ),
        unit="organisations",
        records=_plans,
        dated="adopted_on",
        until="closed_on",
        numerator=Count(BODY, distinct=True),
        show=lambda row: Shown(label="An improvement plan", on=row.adopted_on),
        words=(
            "organisations with an improvement plan",
            "authorities with an improvement plan",
            "organisations planning improvement",
        ),
        dimensions=of_plan(),
    )
)
