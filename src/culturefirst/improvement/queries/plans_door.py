"""What of plans concerns somebody, at the door."""

from typing import Any

from culturefirst.improvement.models import Plan, bodies_of
from culturefirst.improvement.queries.gaps import assessments_to_plan
from culturefirst.improvement.queries.plans import boards, own
from culturefirst.kit import clock

FIRST = 3


def concerns(user: Any) -> dict[str, Any]:
    """Open plans of one's own bodies, and agreed assessments that have none."""
    found = list(own(user).exclude(state=Plan.State.CLOSED)[:FIRST])
    counted = boards(found, user, clock.today()) if found else {}
    waiting = assessments_to_plan(user, bodies_of(user)).exclude(plans__isnull=False)
    return {
        "own": [(plan, counted[plan.pk]) for plan in found],
        "to_plan": list(waiting[:1]) if not found else [],
    }
