"""The Evidence door: what there is, who is near it, and what would change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.intelligence.policy.people import keep_people, see_people


def evidence(request: HttpRequest) -> HttpResponse:
    """What each part is for, and where it begins."""
    context = {
        "may_see_people": see_people.allows(request.user),
        "may_keep_people": keep_people.allows(request.user),
    }
    return render(request, "intelligence/evidence.html", context)
