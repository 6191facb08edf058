"""The Improve door: how it goes, and what of it concerns whoever looks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.improvement.policy import see_assessments
from culturefirst.improvement.queries import (
    assess_door,
    challenges,
    figures_door,
    frameworks,
    plans_door,
)


def improve(request: HttpRequest) -> HttpResponse:
    """A stranger reads what it is; a member what comes next for their own body."""
    is_member = see_assessments.allows(request.user)
    context = {"is_member": is_member, "frameworks": frameworks.latest(request.user)}
    context |= _concerns(request.user) if is_member else {}
    return render(request, "improvement/improve.html", context)


def _concerns(user: Any) -> dict[str, Any]:
    """Each part by its name, in the order in which the page shows them."""
    return {
        "assessments": assess_door.concerns(user),
        "challenges": challenges.concerns(user),
        "plans": plans_door.concerns(user),
        "figures": figures_door.concerns(user),
    }
