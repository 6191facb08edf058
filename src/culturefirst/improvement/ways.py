"""From an agreed assessment on: to the plan that comes of it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import draft_plans
from culturefirst.improvement.queries.plans import plans
from culturefirst.kit.ways import WAYS, Lead, Ways


def _plans(user: Any, assessment: Assessment) -> Iterator[Lead]:
    """The plans that came of it, and for the body's own people a new one."""
    for plan in plans(user).filter(assessment=assessment):
        yield f"Improvement plan: {plan.title}", reverse("plan", args=[plan.pk])
    if assessment.agreed_on is not None and draft_plans.allows(user, assessment.organisation):
        yield "Plan what comes of it", reverse("plan_from", args=[assessment.pk])


WAYS.add("improvement.plans", Ways(Assessment, _plans))
