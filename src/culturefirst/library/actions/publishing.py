"""What follows when the editor publishes or takes back a page."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.search import index
from culturefirst.library.models import Entry
from culturefirst.library.policy import edit_website


@action("published a page", allow=edit_website, on="entry")
def note_published(*, by: Any, entry: Entry) -> Entry:
    """Keep the network's own day of the first publishing; a later change moves nothing."""
    entry.published_on = entry.published_on or clock.today()
    entry.withdrawn_on = None
    _keep(entry)
    return entry


@action("took a page off the website", allow=edit_website, on="entry")
def note_withdrawn(*, by: Any, entry: Entry) -> Entry:
    """Keep the day on which it went; what it counted for on earlier days stays."""
    entry.withdrawn_on = clock.today()
    _keep(entry)
    return entry


def _keep(entry: Entry) -> None:
    # Not by save(): the editor is in the middle of its own, with the rest of the page.
    Entry.objects.filter(pk=entry.pk).update(
        published_on=entry.published_on, withdrawn_on=entry.withdrawn_on
    )
    index(Entry.objects.get(pk=entry.pk))
