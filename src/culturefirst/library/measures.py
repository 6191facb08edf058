"""What of the website can be counted: what was published, by kind, and how often it was read."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from culturefirst.library.models import Entry, EntryService, EntryTopic, Kind, Visit
from culturefirst.measures.core import Dimension, Measure, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.models import Service, SubRegion, Topic

SLIP = timedelta(days=1)  # what goes again so soon was published by mistake
COUNTED = (
    "{} first published on a day within the window, each counted once however often it was "
    "changed. What was taken off the website on the day of its publishing or on the next was a "
    "slip and does not count; what was taken off later still counts."
)


def published() -> QuerySet[Any]:
    """Entries that were published and stood for more than a day."""
    stood = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=F("published_on") + SLIP)
    rows: QuerySet[Any] = Entry.objects.filter(stood, published_on__isnull=False)
    return rows.select_related("sub_region")


def _of_topic(entry: str) -> Dimension:
    def within(topic: Any, _window: Window) -> Q:
        return Q(Exists(EntryTopic.objects.filter(entry=OuterRef(entry), topic=topic)))

    path = "entry_topics__topic" if entry == "pk" else f"{entry}__entry_topics__topic"
    return Dimension(
        path, "Topic", lambda: list(Topic.objects.values_list("pk", "name")), within=within
    )


def _of_service(entry: str) -> Dimension:
    def within(service: Any, _window: Window) -> Q:
        return Q(Exists(EntryService.objects.filter(entry=OuterRef(entry), service=service)))

    path = "entry_services__service" if entry == "pk" else f"{entry}__entry_services__service"
    return Dimension(path, "Service", lambda: list(Service.choices), within=within)


def _dimensions(entry: str = "") -> dict[str, Dimension]:
    """What entries are narrowed by; ``entry`` is the path to one from the rows."""
    before = f"{entry}__" if entry else ""
    return {
        "sub_region": Dimension(
            f"{before}sub_region",
            "Sub-region",
            lambda: list(SubRegion.objects.values_list("pk", "name")),
        ),
        "topic": _of_topic(entry or "pk"),
        "service": _of_service(entry or "pk"),
        "activity": Dimension(f"{before}serves", "Activity"),
    }


def _named(entry: Entry) -> tuple[str, str]:
    """Its title and address; these lists are read by strangers, too."""
    if entry.for_members:
        return "A page for members", ""
    return entry.title, (entry.url or "") if entry.live else ""


def _show(entry: Entry) -> Shown:
    label, url = _named(entry)
    place = entry.sub_region.name if entry.sub_region else ""
    return Shown(label=label, on=entry.published_on, url=url, detail=place)


def _show_visits(visit: Visit) -> Shown:
    label, url = _named(visit.entry)
    return Shown(label=label, on=visit.on, url=url, detail=f"opened {visit.times} times")


def _of_kind(key: str, kind: Kind, title: str, unit: str, *words: str) -> None:
    measure(
        Measure(
            key=f"library.{key}",
            title=title,
            definition=COUNTED.format(title),
            unit=unit,
            records=lambda: published().filter(kind=kind),
            dated="published_on",
            show=_show,
            words=words,
            dimensions=_dimensions(),
        )
    )


_of_kind(
    "case_studies",
    Kind.CASE_STUDY,
    "Case studies published",
    "case studies",
    *("case studies", "case study"),
)
_of_kind(
    "resources",
    Kind.RESOURCE,
    "Resources added",
    "resources",
    *("resources", "resource", "toolkits"),
)
_of_kind(
    "policy_items",
    Kind.POLICY,
    "Policy items passed on",
    "policy items",
    *("policy items", "policy item", "policy updates", "policy watch"),
)
_of_kind(
    "briefings",
    Kind.BRIEFING,
    "Briefings for councillors",
    "briefings",
    *("briefing notes", "briefing note", "policy briefings", "councillor briefings", "briefings"),
)
_of_kind(
    "news", Kind.NEWS, "News published", "news items", *("news items", "news item", "news stories")
)

measure(
    Measure(
        key="library.visits",
        title="Visits to the website",
        definition=(
            "How often entries of the website were opened on days within the window, added up. "
            "Counted without cookies by the day: nothing is kept of who opened them. The team's "
            "own reading and programs that give their name do not count; somebody who opens a "
            "page twice counts twice."
        ),
        unit="visits",
        records=lambda: Visit.objects.select_related("entry"),
        dated="on",
        show=_show_visits,
        words=("website visits", "visits to the website", "page views"),
        numerator=Sum("times"),
        dimensions=_dimensions("entry"),
    )
)
