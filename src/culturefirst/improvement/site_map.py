"""Frameworks for search engines: the list, and each by its latest version."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from culturefirst.improvement.queries.frameworks import latest
from culturefirst.kit.site_map import SITE_MAP


def pages() -> Iterator[tuple[str, date | None]]:
    """What anybody may read of frameworks."""
    yield reverse("frameworks"), None
    for version in latest(None):
        yield reverse("framework", args=[version.framework.key]), version.loaded_at.date()


SITE_MAP.add("improvement", pages)
