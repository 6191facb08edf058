"""What of the website can be found: entries by all their words, and by those of their file."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.html import strip_tags

from culturefirst.kit.search import SEARCH, Source
from culturefirst.kit.search import Entry as Found
from culturefirst.library.models import Entry, EntryService, EntryTopic, File, ResourcePage

# Everything that a kind has to say beside its summary and body.
RICH = ("challenge", "done", "partners", "outcomes", "again", "evidence")
PLAIN = ("source", "publisher", "ask", "basis")


def words(page: Any) -> Iterator[str]:
    """The words of a page, without its marks of formatting."""
    yield page.one
    yield page.summary
    yield from (getattr(page, name, "") for name in PLAIN)
    yield from (plain(getattr(page, name, "")) for name in RICH)
    for block in page.body:
        yield " ".join(plain(text) for text in _texts(block.value))


def plain(html: str) -> str:
    """Formatted text as words: an element's end parts them."""
    return " ".join(strip_tags(html.replace("<", " <")).split())


def _texts(value: Any) -> Iterator[str]:
    if hasattr(value, "source"):  # formatted text
        yield value.source
    elif isinstance(value, dict):
        yield from (text for text in value.values() if isinstance(text, str))
    elif isinstance(value, File):
        yield value.title


def _entry(page: Entry) -> Found | None:
    if not page.live or page.published_on is None:
        return None
    return Found(
        title=page.title,
        text="\n".join(text for text in words(page) if text),
        url=page.url,
        on=page.published_on,
        topics=[row.topic.slug for row in page.entry_topics.select_related("topic")],
        services=[row.service for row in page.entry_services.all()],
        sub_region=page.sub_region.slug if page.sub_region else "",
    )


def _whole(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The pages with all that their kinds say."""
    whole: QuerySet[Any] = Entry.objects.filter(pk__in=rows.values("pk")).specific()
    return whole


def _file(page: Any) -> FieldFile | None:
    """Its file, unless fewer may read that than the page."""
    file = getattr(page.specific, "document", None)
    if file is None or (file.for_members and not page.for_members):
        return None
    found: FieldFile = file.file
    return found


def _with_file(file: File) -> Iterable[int]:
    return ResourcePage._base_manager.filter(document=file).values_list("pk", flat=True)


SEARCH.add(
    "library.entry",
    Source(
        label="Page of the website",
        plural="Pages of the website",
        model=Entry,
        visible=lambda user: Entry.objects.visible_to(user),
        entry=_entry,
        rows=_whole,
        follows={
            EntryTopic: lambda row: [row.entry_id],
            EntryService: lambda row: [row.entry_id],
            File: _with_file,
        },
        file=_file,
    ),
)
