"""From an assessment on: to what it can take over, and to the plan that comes of it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import draft_plans, work_on_assessment
from culturefirst.improvement.queries.carrying import sources
from culturefirst.improvement.queries.plans import plans
from culturefirst.kit.ways import WAYS, Lead, Ways


def _plans(user: Any, assessment: Assessment) -> Iterator[Lead]:
    """The plans that came of it, and for the body's own people a new one."""
    for plan in plans(user).filter(assessment=assessment):
        yield f"Improvement plan: {plan.title}", reverse("plan", args=[plan.pk])
    if assessment.agreed_on is not None and draft_plans.allows(user, assessment.organisation):
        yield "Plan what comes of it", reverse("plan_from", args=[assessment.pk])


def _before(user: Any, assessment: Assessment) -> Iterator[Lead]:
    """While it is open: an earlier assessment of the same body from which it can start."""
    may = assessment.is_open and work_on_assessment.allows(user, assessment)
    if may and sources(assessment, user):
        yield "Take over from before", reverse("assessment_carry", args=[assessment.pk])


WAYS.add("improvement.carrying", Ways(Assessment, _before))
WAYS.add("improvement.plans", Ways(Assessment, _plans))
