"""What improvement plans ask of people: for "My work"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.improvement.policy import see_plans
from culturefirst.improvement.queries import plans as queries
from culturefirst.kit.attention import ATTENTION, Need
from culturefirst.kit.wording import plural

ROOM = "improvement"


def plans_need(user: Any, on: date) -> Iterator[Need]:
    """Actions of one's own that are due, reviews of plans one keeps, drafts one leads."""
    if not see_plans.allows(user):
        return
    for action in queries.to_do(user, on):
        url = reverse("plan_action", args=[action.pk])
        yield Need(action.title, _late(action.due, on), str(action.plan), action.due, url, ROOM)
    for plan in queries.to_review(user, on):
        why = "Its review is due: look how far each action is, and note what was said."
        url = reverse("plan", args=[plan.pk])
        yield Need(plan.title, why, str(plan.organisation), plan.review_due, url, ROOM)
    for plan in queries.to_adopt(user):
        why = "It is a draft: say who does what by when, and adopt it."
        url = reverse("plan", args=[plan.pk])
        yield Need(plan.title, why, str(plan.organisation), None, url, ROOM)


def _late(due: date | None, on: date) -> str:
    if due is not None and due < on:
        return f"{plural((on - due).days, 'day')} late: say that it is done, or move its day."
    return "Yours to do: say when it is done."


ATTENTION.add("improvement.plans", plans_need)
