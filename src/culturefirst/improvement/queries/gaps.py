"""What an agreed assessment asks for: gaps from which a plan's actions are proposed."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.improvement.models import Assessment, Challenge, Judgement, PeerScore
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
    peers = peer_levels(assessment, user)
    asked = [
        Judged(
            key=row.criterion_id,
            title=row.criterion.title,
            weight=row.criterion.weight * row.criterion.theme.weight,
            value=row.value,
            peer=peers.get(row.criterion_id),
            areas=row.areas,
        )
        for row in rows.select_related("criterion__theme").order_by("criterion__position")
    ]
    named = {each["value"]: str(each["name"]) for each in assessment.framework.levels}
    return gaps(asked, wanted, named)


def peer_levels(assessment: Assessment, user: Any) -> dict[int, int]:
    """What peers reported of each criterion, for the challenge's two sides.

    Where both agreed on a level, that; of several challenges the lowest.
    """
    rows = PeerScore.objects.visible_to(user).filter(
        challenge__assessment=assessment, challenge__state__in=Challenge.TOLD
    )
    found: dict[int, int] = {}
    for row in rows:
        level = row.agreed_level if row.agreed_level is not None else row.level
        if level is not None:
            found[row.criterion_id] = min(level, found.get(row.criterion_id, level))
    return found
