"""The Evidence door: what there is, who is near it, and what would change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def evidence(request: HttpRequest) -> HttpResponse:
    """What each part is for, and where it begins."""
    return render(request, "intelligence/evidence.html")
