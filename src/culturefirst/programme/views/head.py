"""The head that the views of a work programme share: summary, day, tally, tabs, filters."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.kit.pagination import address
from culturefirst.kit.wording import plural
from culturefirst.network.policy import see_members
from culturefirst.programme import policy
from culturefirst.programme.forms import filters as sieve
from culturefirst.programme.models import Activity, Priority, WorkProgramme
from culturefirst.programme.queries import PriorityView, ProgrammeView, leads_of
from culturefirst.programme.rules import Status
from culturefirst.programme.views.day import AsAt

TABS = (
    ("Activities", "programme"),
    ("Timeline", "programme_timeline"),
    ("By lead", "programme_leads"),
    ("As the document", "programme_document"),
    ("Changes", "programme_changes"),
)
DOWNLOADS = (
    ("Word, as the document", "word"),
    ("PDF to print", "pdf"),
    ("Excel", "excel"),
    ("CSV", "csv"),
    ("JSON", "json"),
    ("Highlight report, Word", "highlights-word"),
    ("Highlight report, PDF", "highlights-pdf"),
)
CARRIED = ("as_at", *sieve.NAMES)
SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def rights(user: Any, record: Any = None) -> dict[str, bool]:
    """What this person may do here, for the links a page shows."""
    return {
        "edit": policy.edit_programme.allows(user, record),
        "record": policy.record_milestone.allows(user, record),
        "declare": policy.declare.allows(user, record),
        "override": policy.override.allows(user, record),
        "comment": policy.comment.allows(user, record),
    }


def head(
    request: HttpRequest, work_programme: WorkProgramme, as_at: AsAt, *, current: str
) -> dict[str, Any]:
    """What every view's head needs, whatever it shows below."""
    return {
        "work_programme": work_programme,
        "as_at": as_at,
        "may": rights(request.user, work_programme),
        "tabs": _tabs(request, work_programme, current),
        "downloads": _downloads(work_programme, as_at),
        "today_url": address(request.GET, as_at="", page=""),
        "kept": [(name, request.GET[name]) for name in sieve.NAMES if request.GET.get(name)],
    }


def narrowed_head(
    request: HttpRequest, view: ProgrammeView, as_at: AsAt, *, current: str
) -> dict[str, Any]:
    """The head of a view that shows targets: with tally, filters and the sentence of counts."""
    strands = [strand for each in view.whole for strand in each.programmes]
    activities = [row.activity for strand in strands for row in strand.activities]
    targets = sum(len(each.lines) for each in view.whole)
    return head(request, view.work_programme, as_at, current=current) | {
        "view": view,
        "counts": _tally(request, view),
        "narrowed": sieve.narrowed(request.GET, view.filters, _offered(view.whole, activities)),
        "summary": _summary(len(view.whole), len(activities), targets),
        "shown": len(view.lines),
        "in_all": targets,
    }


def _tabs(
    request: HttpRequest, work_programme: WorkProgramme, current: str
) -> list[tuple[str, str, bool]]:
    carried = request.GET.copy()
    for name in set(carried) - set(CARRIED):
        del carried[name]
    query = f"?{carried.urlencode()}" if carried else ""
    return [
        (word, reverse(name, args=[work_programme.pk]) + query, name == current)
        for word, name in TABS
        if name != "programme_changes" or see_members.allows(request.user)
    ]


def _downloads(work_programme: WorkProgramme, as_at: AsAt) -> list[tuple[str, str]]:
    query = f"?as_at={as_at.said}" if as_at.said else ""
    return [
        (word, reverse("programme_download", args=[work_programme.pk, form]) + query)
        for word, form in DOWNLOADS
    ]


def _tally(request: HttpRequest, view: ProgrammeView) -> list[tuple[str, str, int, str]]:
    return [
        (status.value, status.word, n, _status_url(request, view, status))
        for status, n in view.counts.items()
        if n or status is not Status.CLOSED
    ]


def _status_url(request: HttpRequest, view: ProgrammeView, status: Status) -> str:
    used = view.filters.status == status.value
    return address(request.GET, status="" if used else status.value, page="")


def _offered(priorities: list[PriorityView], activities: list[Activity]) -> dict[str, Any]:
    """The options that this programme's own records give the filters."""
    leads = {lead.casefold(): lead for each in activities for lead in leads_of(each)}
    places = {place.slug: place.name for each in activities for place in each.sub_regions.all()}
    return {
        "priority": [(each.priority.pk, _named(each.priority)) for each in priorities],
        "sub_region": sorted(places.items(), key=lambda item: item[1]),
        "lead": [(leads[key], leads[key]) for key in sorted(leads)],
    }


def _named(priority: Priority) -> str:
    return f"{priority.number} {priority.title}".strip()


def _summary(priorities: int, activities: int, targets: int) -> str:
    counts = (
        f"{in_words(priorities)} {plural(priorities, 'priority').split(' ', 1)[1]}, "
        f"{plural(activities, 'activity')}, {plural(targets, 'target')}."
    )
    return (
        f"{counts} A figure marked measured is counted from what the network did: "
        "follow it to the records behind it."
    )


def in_words(n: int) -> str:
    """Small numbers as words, as a sentence begins: "Four"."""
    return SMALL[n] if n < len(SMALL) else str(n)
