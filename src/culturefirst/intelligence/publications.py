"""Open lists of places that were brought or renewed, for bulletins, feeds and the home page."""

from typing import Any

from django.urls import reverse

from culturefirst.intelligence.queries.asset_lists import open_lists
from culturefirst.kit.publications import PUBLICATIONS, Publication, Publisher
from culturefirst.kit.wording import day, plural


def told(brought: Any, key: str) -> Publication:
    """A list as it is told of elsewhere: by its source, with how many places, as at when."""
    source = brought.source
    assert source is not None  # only lists of open sources are told of
    facts = (
        f"{plural(brought.n_places, 'place')} added or changed",
        source.publisher,
        f"as at {day(source.as_at)}" if source.as_at else "",
        source.licence,
    )
    return Publication(
        key=key,
        kind="Open data",
        section="open-data",
        title=str(source),
        summary=f"{'; '.join(filter(None, facts))}.",
        url=f"{reverse('assets')}?source={source.pk}",
        on=brought.imported_on,
    )


PUBLICATIONS.add("intelligence.asset_list", Publisher(open_lists, "imported_on", told))
