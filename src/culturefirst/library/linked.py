"""What machines read of a page: its absolute address, and its facts in schema.org's words."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from culturefirst.kit.models import Installation
from culturefirst.library.models import Entry, Kind
from culturefirst.network.models import Topic

TYPES = {Kind.NEWS: "NewsArticle", Kind.RESOURCE: "CreativeWork", Kind.BRIEFING: "Report"}
# What would end the block of data, or begin another element in it.
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    """The address that others outside this site use."""
    return f"{settings.ADDRESS.rstrip('/')}{path}"


def topic_feed(topic: Topic) -> str:
    return reverse("learn_topic_feed", args=[topic.slug])


def article(entry: Entry, topics: list[Topic]) -> SafeString:
    """A block of data, which no browser runs."""
    network = Installation.current().network or "Culture First"
    publisher = {"@type": "Organization", "name": network, "url": absolute("/")}
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(Kind(entry.kind), "Article"),
        "headline": entry.title,
        "description": entry.summary,
        "url": absolute(entry.url),
        "datePublished": entry.published_on.isoformat() if entry.published_on else None,
        "keywords": [topic.name for topic in topics],
        "publisher": publisher,
        "isAccessibleForFree": not entry.for_members,
        "spatialCoverage": str(entry.sub_region) if entry.sub_region else None,
    }
    told = json.dumps({name: value for name, value in facts.items() if value not in (None, [])})
    block = mark_safe(told.translate(ESCAPED))  # noqa: S308  (what could end it is escaped)
    return format_html('<script type="application/ld+json">{}</script>', block)
