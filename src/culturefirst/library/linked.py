"""What machines read of a page of the website: its facts in schema.org's words."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from culturefirst.kit.linked import absolute, block
from culturefirst.kit.models import Installation
from culturefirst.library.models import Entry, Kind
from culturefirst.network.models import Topic

__all__ = ["absolute", "article", "topic_feed"]
TYPES = {Kind.NEWS: "NewsArticle", Kind.RESOURCE: "CreativeWork", Kind.BRIEFING: "Report"}


def topic_feed(topic: Topic) -> str:
    return reverse("learn_topic_feed", args=[topic.slug])


def article(entry: Entry, topics: list[Topic]) -> SafeString:
    """A block of data, which no browser runs."""
    network = Installation.current().network or "Culture First"
    publisher = {"@type": "Organization", "name": network, "url": absolute("/")}
    facts: dict[str, Any] = {
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
    return block(facts)
