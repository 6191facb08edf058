"""Addresses of the website, of its files and of its editor."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.views.decorators.http import require_safe
from wagtail.views import serve

from culturefirst.kit.policy import Policy, anybody
from culturefirst.kit.urls import View, guarded, page
from culturefirst.library import cms
from culturefirst.library.policy import contribute, publish
from culturefirst.library.views import feeds, files, topics, writing


def learn(request: HttpRequest) -> HttpResponse:
    """The website's own first page."""
    answer: HttpResponse = serve(request, "")
    return answer


def _own(route: str, view: View, name: str, policy: Policy = contribute) -> URLPattern:
    """A page of one case study on its way; which those are, the view asks."""
    return page(f"learn/write/<int:pk>/{route}", view, policy=policy, name=name)


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
    page("learn/write/", writing.writing, policy=contribute, name="writing"),
    page("learn/write/new/", writing.new, policy=contribute, name="writing_new"),
    _own("", writing.written, "written"),
    _own("change/", writing.change, "written_change"),
    _own("hand-in/", writing.hand_in, "written_hand_in"),
    _own("take-back/", writing.take_back, "written_take_back"),
    _own("discard/", writing.discard, "written_discard"),
    _own("picture/", writing.picture, "written_picture"),
    _own("picture/out/", writing.picture_out, "written_picture_out"),
    _own("accept/", writing.accept, "written_accept", publish),
    _own("send-back/", writing.send_back, "written_send_back", publish),
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
