"""What the website's pages show beside their own words."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from culturefirst.kit import clock
from culturefirst.kit.pagination import paged
from culturefirst.kit.starts import grown_from
from culturefirst.library import drafts, linked, queries, visits
from culturefirst.library.forms import SectionFilter
from culturefirst.library.models import CaseStudyPage, Entry, Kind, SectionPage
from culturefirst.library.policy import contribute, edit_website, publish, write_case_study
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
    return {
        "filter": asked,
        "entries": entries,
        "narrowed": asked.is_bound and asked.in_use,
        "may_write": page.kind == Kind.CASE_STUDY and contribute.allows(request.user),
    }


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
        "grown_from": grown_from(request.user, page) if page.kind == Kind.CASE_STUDY else [],
        "may_edit": may_edit,
        "visits": visits.lately(page) if may_edit else None,
        "structured": linked.article(page, topics),
        "address": linked.absolute(page.url),
    }


def written(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    """A case study on its way as it will look, where it stands, and what this person may do."""
    draft, stands = drafts.draft_of(page), drafts.standing(page)
    own = write_case_study.allows(request.user, page)
    return {
        "page": draft,
        "live": page.live,
        "stands": stands,
        "own": own,
        "writes": own and not stands.waits,
        "decides": stands.waits and publish.allows(request.user),
        "lacks": list(drafts.lacks(draft).items()),
        "new": not page.live or page.has_unpublished_changes,
        "may_discard": own and not stands.waits and page.first_published_at is None,
        "picture": drafts.picture_in(draft),
        "topics": [row.topic for row in draft.entry_topics.all()],
        "services": [str(row) for row in draft.entry_services.all()],
        "grown_from": grown_from(request.user, page),
        "may_edit": edit_website.allows(request.user),
    }


def topics_of(request: HttpRequest, topic: Topic) -> dict[str, Any]:
    """What all rooms published on a topic, a page of the website's and the latest of the others."""
    rows = queries.on_topic(topic, request.user)
    return {
        "topic": topic,
        "entries": paged(rows, request.GET.get("page"), A_PAGE),
        "others": queries.elsewhere(topic, request.user, clock.today()),
        "topics": queries.topics_read(request.user),
        "feed": linked.topic_feed(topic),
    }
