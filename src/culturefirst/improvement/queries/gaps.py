"""What an agreed assessment asks for: gaps from which a plan's actions are proposed."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.improvement.models import Assessment, Judgement
from culturefirst.improvement.rules_plans import Gap, Judged, gaps

AIM = 2  # levels from the top that are good enough, unless whoever plans says otherwise


def assessments_to_plan(user: Any, bodies: set[int]) -> "QuerySet[Assessment]":
    """Agreed assessments of these bodies that this person may read, the latest first."""
    rows: QuerySet[Assessment] = Assessment.objects.visible_to(user)
    found = rows.filter(organisation__in=bodies, stage=Assessment.Stage.AGREED)
    return found.select_related("organisation", "framework").order_by("-agreed_on", "-pk")


def usual_aim(assessment: Assessment) -> int:
    """The level that is wanted unless somebody says otherwise: the second best."""
    levels = assessment.framework.levels
    return int(levels[-AIM if len(levels) >= AIM else -1]["value"])


def gaps_of(assessment: Assessment, user: Any, wanted: int) -> list[Gap]:
    """The gaps of an assessment, the largest first."""
    rows = Judgement.objects.visible_to(user).filter(
        assessment=assessment, agreed_on__isnull=False, applies=True
    )
    asked = [
        Judged(
            key=row.criterion_id,
            title=row.criterion.title,
            weight=row.criterion.weight * row.criterion.theme.weight,
            value=row.value,
            areas=row.areas,
        )
        for row in rows.select_related("criterion__theme").order_by("criterion__position")
    ]
    named = {each["value"]: str(each["name"]) for each in assessment.framework.levels}
    return gaps(asked, wanted, named)
