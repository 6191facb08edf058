"""From an assessment on: to what it can take over, to its plan, to the next and what changed."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import Assessment, Challenge, bodies_of
from culturefirst.improvement.policy import draft_plans, work_on_assessment
from culturefirst.improvement.queries.carrying import sources
from culturefirst.improvement.queries.plans import plans
from culturefirst.improvement.queries.rescoring import earlier
from culturefirst.kit.ways import WAYS, Lead, Ways


def _plans(user: Any, assessment: Assessment) -> Iterator[Lead]:
    """The plans that came of it, what changed, and for the body's own people what comes next."""
    for plan in plans(user).filter(assessment=assessment):
        yield f"Improvement plan: {plan.title}", reverse("plan", args=[plan.pk])
    if assessment.agreed_on is None:
        return
    if earlier(assessment, user).exists():
        yield "What changed since before", reverse("rescoring", args=[assessment.pk])
    if draft_plans.allows(user, assessment.organisation):
        yield "Plan what comes of it", reverse("plan_from", args=[assessment.pk])
        yield "Assess yourselves again", reverse("assessment_again", args=[assessment.pk])


def _of_challenge(user: Any, challenge: Challenge) -> Iterator[Lead]:
    """Once its report is sent, for the host: the plans that came of it, and a new one."""
    if challenge.state in Challenge.TOLD and challenge.host_id in bodies_of(user):
        yield from _plans(user, challenge.assessment)


def _before(user: Any, assessment: Assessment) -> Iterator[Lead]:
    """While it is open: an earlier assessment of the same body from which it can start."""
    may = assessment.is_open and work_on_assessment.allows(user, assessment)
    if may and sources(assessment, user):
        yield "Take over from before", reverse("assessment_carry", args=[assessment.pk])


WAYS.add("improvement.carrying", Ways(Assessment, _before))
WAYS.add("improvement.plans_of_challenge", Ways(Challenge, _of_challenge))
WAYS.add("improvement.plans", Ways(Assessment, _plans))
