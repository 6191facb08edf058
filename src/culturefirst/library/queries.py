"""Questions over the website that more than one caller asks."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from culturefirst.kit import publications
from culturefirst.kit.publications import Publication
from culturefirst.library.models import Entry, EntryTopic, LearnPage, Rendition, SectionPage
from culturefirst.network.models import Topic

OURS = "library.entry"  # what we offer to the register ourselves
FEW, A_FEW = 4, 10
LOOKED_AT = 60  # of what shares a topic: on a great website that is thousands of pages


def section(kind: str) -> SectionPage | None:
    """The section in which entries of a kind live."""
    return SectionPage.objects.filter(kind=kind).first()


def sections() -> "QuerySet[SectionPage]":
    """The sections, in the order in which the website shows them."""
    rows: QuerySet[SectionPage] = SectionPage.objects.live().order_by("path")
    return rows


def with_labels(rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
    """The same entries with what a list shows of each, read at once."""
    whole = rows.select_related("sub_region", "organisation").defer("body")
    return whole.prefetch_related("entry_topics__topic")


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
    """The years in which these were published, the latest first.

    Each year is asked whether it has one, all in one statement: none reads more than a row.
    """
    plain = rows.order_by().prefetch_related(None).select_related(None)
    days = plain.filter(published_on__isnull=False).values_list("published_on", flat=True)
    ends = [days.order_by(f"{way}published_on").first() for way in ("", "-")]
    if ends[0] is None or ends[1] is None:
        return []
    asked = range(ends[1].year, ends[0].year - 1, -1)
    has = {f"y{year}": Exists(plain.filter(published_on__year=year)) for year in asked}
    found = LearnPage.objects.values(**has).first() or {}
    return [year for year in asked if found.get(f"y{year}")]


def topics(user: Any) -> list[Topic]:
    """Topics of which this person may read something, each with how much (``listed``)."""
    mine = Entry.objects.visible_to(user).values("pk")
    counted = EntryTopic.objects.filter(entry__in=mine).values_list("topic")
    counts = dict(counted.annotate(n=Count("pk")).order_by())
    found = list(Topic.objects.filter(pk__in=counts))
    for topic in found:
        topic.listed = counts[topic.pk]
    return found


def topics_read(user: Any) -> "QuerySet[Topic]":
    """Topics of which this person may read something."""
    mine = Entry.objects.visible_to(user).filter(pk=OuterRef("entry"))
    about = EntryTopic.objects.filter(Exists(mine), topic=OuterRef("pk"))
    rows: QuerySet[Topic] = Topic.objects.filter(Exists(about))
    return rows


def about_any(rows: "QuerySet[Entry]", topics: Iterable[Topic]) -> "QuerySet[Entry]":
    """Those of the entries that are about one of these topics.

    Asked of each entry: from the topic's side, all that was ever published on it would be sorted.
    """
    about = EntryTopic.objects.filter(entry=OuterRef("pk"), topic__in=list(topics))
    return rows.filter(Exists(about))


def on_topic(topic: Topic, user: Any) -> "QuerySet[Entry]":
    """Entries on a topic that this person may read, the latest first."""
    return about_any(published(user), [topic])


def elsewhere(topic: Topic, user: Any, on: date) -> list[Publication]:
    """What other rooms published on a topic in the year before a day, the latest first."""
    since = on - timedelta(days=365)
    found = publications.published(user, since, on, topic=topic.slug, without=[OURS])
    return found[:A_FEW]


def related(entry: Entry, topics: list[Topic], user: Any) -> list[Entry]:
    """Of the latest on the same topics that this person may read, those that share most."""
    rows = about_any(Entry.objects.visible_to(user), topics).exclude(pk=entry.pk)
    latest = rows.order_by("-published_on", "-pk").values_list("pk", flat=True)[:LOOKED_AT]
    shared = EntryTopic.objects.filter(entry__in=list(latest), topic__in=topics)
    times = Counter(shared.values_list("entry", flat=True))
    first = sorted(latest, key=lambda pk: -times[pk])[:FEW]  # the latest of those alike comes first
    found = Entry.objects.select_related("sub_region").defer("body").in_bulk(first)
    return [found[pk] for pk in first]


def latest_of_each(kinds: Iterable[str], user: Any) -> list[Entry]:
    """The one published last of each kind, in the order of the kinds."""
    rows = Entry.objects.visible_to(user).select_related("sub_region", "organisation")
    found = [rows.filter(kind=kind).order_by("-published_on", "-pk").first() for kind in kinds]
    return [entry for entry in found if entry is not None]


def open_to_all() -> "QuerySet[Entry]":
    """What strangers may read, the latest first: for feeds and maps, which are passed on."""
    return Entry.objects.visible_to(None).order_by("-published_on", "-pk")
