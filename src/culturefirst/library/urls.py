"""Addresses of the website, of its files and of its editor."""

from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.views.decorators.http import require_safe
from wagtail.views import serve

from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import guarded, page
from culturefirst.library import cms
from culturefirst.library.views import feeds, files, topics


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
    page("learn/feed/", feeds.everything, policy=anybody, name="learn_feed"),
    page("learn/topics/<slug:slug>/", topics.topic, policy=anybody, name="learn_topic"),
    page("learn/topics/<slug:slug>/feed/", feeds.topic, policy=anybody, name="learn_topic_feed"),
    page("learn/<slug:kind>/feed/", feeds.section, policy=anybody, name="section_feed"),
    page("sitemap.xml", feeds.site_map, policy=anybody, name="sitemap"),
    page("robots.txt", feeds.robots, policy=anybody, name="robots"),
    # Wagtail makes its links by this name.
    re_path(
        r"^learn/(?P<path>(?:[\w\-]+/)*)$",
        guarded(require_safe(serve), anybody),
        name="wagtail_serve",
    ),
    *cms.patterns(),
]
