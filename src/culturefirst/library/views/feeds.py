"""Feeds, and what tells search engines where everything is. All of it is open to all."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from culturefirst.kit.linked import plain
from culturefirst.kit.models import Installation
from culturefirst.kit.site_map import SITE_MAP
from culturefirst.library import linked, queries
from culturefirst.library.models import Entry
from culturefirst.network.models import Topic

IN_A_FEED = 30
IN_A_MAP = 50_000  # as many as one map may hold


def everything(request: HttpRequest) -> HttpResponse:
    """The latest of all kinds."""
    page = reverse("learn")
    return _atom("Learn", page, reverse("learn_feed"), queries.open_to_all())


def section(request: HttpRequest, kind: str) -> HttpResponse:
    """The latest of one section."""
    found = queries.section(kind)
    if found is None:
        raise Http404
    rows = queries.open_to_all().filter(kind=kind)
    return _atom(found.title, found.url, reverse("section_feed", args=[kind]), rows)


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest on one topic."""
    found = get_object_or_404(Topic, slug=slug)
    rows = queries.open_to_all().filter(entry_topics__topic=found)
    page = reverse("learn_topic", args=[slug])
    return _atom(found.name, page, linked.topic_feed(found), rows)


def site_map(request: HttpRequest) -> HttpResponse:
    """Every page that strangers may read, with the day on which it was published."""
    places = [linked.absolute(reverse(name)) for name in ("home", "learn")]
    places += [linked.absolute(page.url) for page in queries.sections()]
    entries = queries.open_to_all().only("url_path", "published_on")[:IN_A_MAP]
    listed = [(linked.absolute(entry.url), entry.published_on) for entry in entries.iterator()]
    for pages in SITE_MAP:
        listed += [(linked.absolute(url), since) for url, since in pages()]
    context = {"places": places, "entries": listed[: IN_A_MAP - len(places)]}
    return render(request, "library/sitemap.xml", context, content_type="application/xml")


def robots(request: HttpRequest) -> HttpResponse:
    """What programs are asked to leave alone, and where the map is."""
    context = {"map": linked.absolute(reverse("sitemap"))}
    return render(request, "library/robots.txt", context, content_type="text/plain")


def _atom(title: str, page: str, feed: str, rows: Iterable[Entry]) -> HttpResponse:
    network = Installation.current().network or "Culture First"
    written = Atom1Feed(
        title=f"{title} · {network}",
        link=linked.absolute(page),
        description="",
        feed_url=linked.absolute(feed),
        language="en-GB",
        author_name=network,
    )
    shown = queries.with_labels(rows)[:IN_A_FEED]  # type: ignore[arg-type]
    for entry in shown:
        day = datetime.combine(entry.published_on or datetime.min.date(), time(9), tzinfo=UTC)
        written.add_item(
            title=plain(entry.title),
            link=linked.absolute(entry.url),
            description=plain(entry.summary),
            unique_id=linked.absolute(entry.url),
            pubdate=day,
            updateddate=day,
            categories=[entry.one, *(row.topic.name for row in entry.entry_topics.all())],
        )
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)
