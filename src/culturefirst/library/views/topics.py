"""A topic, with what all rooms published on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from culturefirst.library import showing
from culturefirst.network.models import Topic


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Pages of the website on a topic, and what else was published on it."""
    found = get_object_or_404(Topic, slug=slug)
    return render(request, "library/topic.html", showing.topics_of(request, found))
