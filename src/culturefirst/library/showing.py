"""What the website's pages show beside their own words."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from culturefirst.kit import clock
from culturefirst.kit.pagination import paged
from culturefirst.library import linked, queries, visits
from culturefirst.library.forms import SectionFilter
from culturefirst.library.models import Entry, SectionPage
from culturefirst.library.policy import edit_website
from culturefirst.network.models import Topic
from culturefirst.programme.models import Activity

A_PAGE = 20


def learn(request: HttpRequest) -> dict[str, Any]:
    """The sections with how much is in each, what was published last, and the topics."""
    user = request.user
    counts = dict(
        Entry.objects.visible_to(user).values_list("kind").annotate(n=Count("pk")).order_by()
    )
    return {
        "sections": [(page, counts.get(page.kind, 0)) for page in queries.sections()],
        "latest": queries.latest(user),
        "topics": queries.topics(user),
    }


def section(page: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """Its entries as far as this person may read them and asked for them, a page of them."""
    rows = queries.of_kind(page.kind, request.user)
    asked = SectionFilter(request.GET or None, kind=page.kind, years=queries.years(rows))
    entries = paged(asked.narrowed(rows), request.GET.get("page"), A_PAGE)
    return {"filter": asked, "entries": entries, "narrowed": asked.is_bound and asked.in_use}


def entry(page: Entry, request: HttpRequest) -> dict[str, Any]:
    """What it is about, what else there is on that, what it counts towards."""
    topics = page.topics
    serves = Activity.objects.visible_to(request.user).filter(pk=page.serves_id)
    may_edit = edit_website.allows(request.user)
    return {
        "topics": topics,
        "services": [str(row) for row in page.entry_services.all()],
        "related": queries.related(page, topics, request.user),
        "serves": serves.select_related("programme__priority").first() if page.serves_id else None,
        "overdue": bool(page.review_by and page.review_by < clock.today()),
        "may_edit": may_edit,
        "visits": visits.lately(page) if may_edit else None,
        "structured": linked.article(page, topics),
        "address": linked.absolute(page.url),
    }


def topics_of(request: HttpRequest, topic: Topic) -> dict[str, Any]:
    """What all rooms published on a topic, a page of the website's and the latest of the others."""
    rows = queries.on_topic(topic, request.user)
    return {
        "topic": topic,
        "entries": paged(rows, request.GET.get("page"), A_PAGE),
        "others": queries.elsewhere(topic, request.user, clock.today()),
        "topics": queries.topics(request.user),
        "feed": linked.topic_feed(topic),
    }
