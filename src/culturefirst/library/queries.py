"""Questions over the website that more than one caller asks."""

from typing import Any

from django.db.models import QuerySet

from culturefirst.library.models import Entry, Rendition, SectionPage


def section(kind: str) -> SectionPage | None:
    """The section in which entries of a kind live."""
    return SectionPage.objects.filter(kind=kind).first()


def with_labels(rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """The same entries with what a list shows of each, read at once."""
    return rows.select_related("sub_region", "organisation").prefetch_related("entry_topics__topic")


def of_kind(kind: str, user: Any) -> "QuerySet[Entry]":
    """Entries of a kind that this person may read, the latest first."""
    rows = Entry.objects.visible_to(user).filter(kind=kind)
    return with_labels(rows).order_by("-published_on", "-pk")


def latest(user: Any, *, most: int = 6) -> list[Entry]:
    """What was published last, of all kinds."""
    rows = with_labels(Entry.objects.visible_to(user))
    return list(rows.order_by("-published_on", "-pk")[:most])


def pictures() -> "QuerySet[Rendition]":
    """Every picture in every size: they are open to all, as the editor is told."""
    return Rendition.objects.all()
