"""What the website published, for bulletins, feeds and the home page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from culturefirst.kit.publications import PUBLICATIONS, Publication
from culturefirst.library.models import Entry
from culturefirst.library.queries import with_labels


def entries(user: Any, since: date, until: date) -> Iterator[Publication]:
    """Entries first published between two days, as far as this person may read them."""
    rows = Entry.objects.visible_to(user).published(since=since, until=until)
    for entry in with_labels(rows).order_by("-published_on", "-pk"):
        yield Publication(
            key=f"library.entry:{entry.pk}",
            kind=entry.one,
            section=entry.kind,
            title=entry.title,
            summary=entry.summary,
            url=entry.url,
            on=entry.published_on or since,  # never empty: it was asked for by this day
            topics=tuple(row.topic.slug for row in entry.entry_topics.all()),
            place=str(entry.sub_region or ""),
            open_to_all=not entry.for_members,
        )


PUBLICATIONS.add("library.entries", entries)
