"""What self-assessments ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import Assessment, AssessmentMember
from culturefirst.improvement.policy import see_assessments
from culturefirst.improvement.queries.answers import asked
from culturefirst.kit.attention import ATTENTION, Need

ROOM = "improvement"
Stage = Assessment.Stage


def scores_need(user: Any, on: date) -> Iterator[Need]:
    """To score on one's own, by the day that was set."""
    rows = asked(user).filter(
        assessment__stage=Stage.SCORING, submitted_at__isnull=True, declined_on__isnull=True
    )
    for row in rows:
        body = str(row.assessment.organisation)
        why = "You were asked how you see it: score on your own, and hand in."
        url = reverse("answers", args=[row.pk])
        yield Need(f"How do you see {body}?", why, body, row.assessment.scores_by, url, ROOM)


def assessments_need(user: Any, on: date) -> Iterator[Need]:
    """Of those on whose team one is: to scope, to end the scoring, to agree."""
    if not see_assessments.allows(user):
        return
    rows = AssessmentMember.objects.visible_to(user).filter(person=user.person_id)
    rows = rows.exclude(assessment__stage__in=(Stage.AGREED, Stage.WITHDRAWN))
    for row in rows.select_related("assessment__organisation"):
        found, leads = row.assessment, row.part == AssessmentMember.Part.LEAD
        if why := _why(found, leads, on):
            due = found.scores_by if found.stage == Stage.SCORING else None
            url = reverse("assessment", args=[found.pk])
            yield Need(found.title, why, str(found.organisation), due, url, ROOM)


def _why(found: Assessment, leads: bool, on: date) -> str:
    if found.stage == Stage.AGREEING:
        return "The scoring is over: go through the criteria and agree on each."
    if found.stage == Stage.SCOPE and leads:
        return "It is begun: say what is looked at and what is left out, then open it for scoring."
    over = found.scores_by is not None and found.scores_by < on
    if found.stage == Stage.SCORING and leads and over:
        return "The day until which people score is over: end the scoring, or give a later day."
    return ""


ATTENTION.add("improvement.scores", scores_need)
ATTENTION.add("improvement.assessments", assessments_need)
