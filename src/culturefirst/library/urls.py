"""Addresses of the website, of its files and of its editor."""

from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.views.decorators.http import require_safe
from wagtail.views import serve

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import guarded, page
from culturefirst.library import cms
from culturefirst.library.views import files


def learn(request: HttpRequest) -> HttpResponse:
    """The website's own first page."""
    answer: HttpResponse = serve(request, "")
    return answer


urlpatterns = [
    page(
        "learn/files/<int:document_id>/<str:document_filename>",
        files.document,
        policy=anybody,
        name="wagtaildocs_serve",
    ),
    page("learn/pictures/<int:pk>/<str:name>", files.picture, policy=anybody, name="picture"),
    page("learn/", learn, policy=anybody, name="learn"),
    # Wagtail makes its links by this name.
    re_path(
        r"^learn/(?P<path>(?:[\w\-]+/)*)$",
        guarded(require_safe(serve), anybody),
        name="wagtail_serve",
    ),
    *cms.patterns(),
]
