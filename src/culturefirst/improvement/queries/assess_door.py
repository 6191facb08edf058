"""What of self-assessments concerns somebody, at the door."""

from typing import Any

from culturefirst.improvement.models import Assessment
from culturefirst.improvement.queries.answers import asked
from culturefirst.improvement.queries.assessments import bodies_to_assess, own

FIRST = 3
Stage = Assessment.Stage


def concerns(user: Any) -> dict[str, Any]:
    """What one was asked to score, and one's own organisation's latest."""
    to_score = asked(user).filter(
        assessment__stage=Stage.SCORING, submitted_at__isnull=True, declined_on__isnull=True
    )
    return {
        "to_score": list(to_score[:FIRST]),
        "own": list(own(user).exclude(stage=Stage.WITHDRAWN)[:FIRST]),
        "may_begin": bodies_to_assess(user).exists(),
    }
