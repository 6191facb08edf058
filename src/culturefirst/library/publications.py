"""What the website published, for bulletins, feeds and the home page."""

from culturefirst.kit.publications import PUBLICATIONS, Publication, Publisher
from culturefirst.library.models import Entry
from culturefirst.library.queries import OURS, published


def told(entry: Entry, key: str) -> Publication:
    """An entry as it is told of elsewhere."""
    assert entry.published_on is not None  # it was asked for by this day
    return Publication(
        key=key,
        kind=entry.one,
        section=entry.kind,
        title=entry.title,
        summary=entry.summary,
        url=entry.url,
        on=entry.published_on,
        topics=tuple(row.topic.slug for row in entry.entry_topics.all()),
        place=str(entry.sub_region or ""),
        open_to_all=not entry.for_members,
    )


PUBLICATIONS.add(
    OURS, Publisher(published, "published_on", told, on_topic="entry_topics__topic__slug")
)
