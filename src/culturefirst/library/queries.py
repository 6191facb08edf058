"""Questions over the website that more than one caller asks."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from culturefirst.kit import publications
from culturefirst.kit.publications import Publication
from culturefirst.library.models import Entry, EntryTopic, Rendition, SectionPage
from culturefirst.network.models import Topic

OURS = "library.entry"  # what we offer to the register ourselves
FEW, A_FEW = 4, 10


def section(kind: str) -> SectionPage | None:
    """The section in which entries of a kind live."""
    return SectionPage.objects.filter(kind=kind).first()


def sections() -> "QuerySet[SectionPage]":
    """The sections, in the order in which the website shows them."""
    rows: QuerySet[SectionPage] = SectionPage.objects.live().order_by("path")
    return rows


def with_labels(rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """The same entries with what a list shows of each, read at once."""
    return rows.select_related("sub_region", "organisation").prefetch_related("entry_topics__topic")


def of_kind(kind: str, user: Any) -> "QuerySet[Entry]":
    """Entries of a kind that this person may read, the latest first."""
    return published(user).filter(kind=kind)


def published(user: Any) -> "QuerySet[Entry]":
    """Everything that this person may read, the latest first."""
    return with_labels(Entry.objects.visible_to(user)).order_by("-published_on", "-pk")


def latest(user: Any, *, most: int = 6) -> list[Entry]:
    """What was published last, of all kinds."""
    return list(published(user)[:most])


def pictures() -> "QuerySet[Rendition]":
    """Every picture in every size: they are open to all, as the editor is told."""
    return Rendition.objects.all()


def years(rows: "QuerySet[Entry]") -> list[int]:
    """The years in which these were published, the latest first."""
    found = rows.order_by().prefetch_related(None).select_related(None)
    return [day.year for day in found.dates("published_on", "year", order="DESC")]


def topics(user: Any) -> list[Topic]:
    """Topics of which this person may read something, each with how much (``listed``)."""
    mine = Entry.objects.visible_to(user).values("pk")
    counted = EntryTopic.objects.filter(entry__in=mine).values_list("topic")
    counts = dict(counted.annotate(n=Count("pk")).order_by())
    found = list(Topic.objects.filter(pk__in=counts))
    for topic in found:
        topic.listed = counts[topic.pk]
    return found


def on_topic(topic: Topic, user: Any) -> "QuerySet[Entry]":
    """Entries on a topic that this person may read, the latest first."""
    return published(user).filter(entry_topics__topic=topic)


def elsewhere(topic: Topic, user: Any, on: date) -> list[Publication]:
    """What other rooms published on a topic in the year before a day, the latest first."""
    since = on - timedelta(days=365)
    found = publications.published(user, since, on, topic=topic.slug, without=[OURS])
    return found[:A_FEW]


def related(entry: Entry, topics: list[Topic], user: Any) -> list[Entry]:
    """What else this person may read on the same topics: those that share most come first."""
    rows = Entry.objects.visible_to(user).filter(entry_topics__topic__in=topics)
    shared = rows.exclude(pk=entry.pk).annotate(shared=Count("entry_topics"))
    return list(shared.select_related("sub_region").order_by("-shared", "-published_on")[:FEW])


def latest_of_each(kinds: Iterable[str], user: Any) -> list[Entry]:
    """The one published last of each kind, in the order of the kinds."""
    rows = Entry.objects.visible_to(user).select_related("sub_region", "organisation")
    found = [rows.filter(kind=kind).order_by("-published_on", "-pk").first() for kind in kinds]
    return [entry for entry in found if entry is not None]


def open_to_all() -> "QuerySet[Entry]":
    """What strangers may read, the latest first: for feeds and maps, which are passed on."""
    return Entry.objects.visible_to(None).order_by("-published_on", "-pk")
