"""The work programme's pages: one programme in five views, and the list of programmes."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import span
from culturefirst.programme import queries
from culturefirst.programme.forms import filters as sieve
from culturefirst.programme.models import Priority, WorkProgramme
from culturefirst.programme.policy import import_documents
from culturefirst.programme.queries import ProgrammeView, TargetLine
from culturefirst.programme.rules import Span
from culturefirst.programme.views.common import place, seen
from culturefirst.programme.views.day import AsAt, asked
from culturefirst.programme.views.head import narrowed_head
from culturefirst.programme.views.timeline import Bar, Scale, scale


@dataclass(frozen=True)
class Row:
    """A target and its bar."""

    line: TargetLine
    bar: Bar


@dataclass(frozen=True)
class Group:
    """A priority's rows; ``hue`` is its colour."""

    priority: Priority
    hue: int
    rows: list[Row]


def programmes(request: HttpRequest) -> HttpResponse:
    """The current programme where there is one, else the list."""
    if (work_programme := queries.current()) is not None:
        return redirect("programme", work_programme.pk)
    return programme_list(request)


def programme_list(request: HttpRequest) -> HttpResponse:
    """Every programme that this person may see, the newest first."""
    context = {
        "programmes": WorkProgramme.objects.visible_to(request.user),
        "may_import": import_documents.allows(request.user),
        "import_url": reverse("programme_import"),
    }
    return render(request, "programme/list.html", context)


def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """The activities with their targets."""
    view, as_at = _view(request, pk)
    context = narrowed_head(request, view, as_at, current="programme")
    return render(request, "programme/programme.html", context)


def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """A bar a target along the months, and the same as a table."""
    view, as_at = _view(request, pk)
    table = _timeline_table(request, view)
    if (download := table.response()) is not None:
        return download
    along = _scale(view)
    context = narrowed_head(request, view, as_at, current="programme_timeline") | {
        "groups": _groups(view, along),
        "months": along.months(),
        "today": along.share(as_at.day) if along.holds(as_at.day) else None,
        "table": table,
    }
    return render(request, "programme/timeline.html", context)


def leads(request: HttpRequest, pk: int) -> HttpResponse:
    """Each lead with their targets."""
    view, as_at = _view(request, pk)
    context = narrowed_head(request, view, as_at, current="programme_leads")
    named = [lead for lead in queries.by_lead(view) if lead.lines]
    return render(request, "programme/leads.html", context | {"leads": named})


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The six columns as people know them."""
    view, as_at = _view(request, pk)
    context = narrowed_head(request, view, as_at, current="programme_document")
    return render(request, "programme/document.html", context)


def _view(request: HttpRequest, pk: int) -> tuple[ProgrammeView, AsAt]:
    work_programme = seen(request, WorkProgramme, pk)
    as_at = asked(request)
    filters = sieve.read(request.GET)
    return queries.programme_view(work_programme, as_at=as_at.day, filters=filters), as_at


def _scale(view: ProgrammeView) -> Scale:
    targets = [line.target for line in view.lines]
    days = [day for target in targets for day in (target.starts, target.due)]
    return scale(view.work_programme.starts, view.work_programme.ends, days)


def _groups(view: ProgrammeView, along: Scale) -> list[Group]:
    year = queries.year_of(view.work_programme)
    groups = [
        Group(each.priority, each.hue, [_row(line, year, along) for line in each.lines])
        for each in view.priorities
    ]
    return [group for group in groups if group.rows]


def _row(line: TargetLine, year: Span, along: Scale) -> Row:
    target = line.target
    time = queries.promise(target, year).time
    bare = target.starts is None and target.due is None
    return Row(line, along.bar(time.starts, time.ends, bare=bare))


def _timeline_table(request: HttpRequest, view: ProgrammeView) -> Table:
    return Table(
        columns=[
            Column("target", "Target", value="target.text", url=_address, sort=True),
            Column("starts", "From", value="target.starts", sort=True),
            Column("due", "Due by", value="target.due", sort=True),
            Column("time", "Time, as a span", value=_time),
            Column("status", "Status", value="standing.label", sort=True),
            Column("source", "Figure", value="source", sort=True),
            Column("leads", "Lead", value=_leads),
        ],
        rows=view.lines,
        request=request,
        name="timeline",
        label="Targets by time",
        prefix="t_",
    )


def _address(line: TargetLine) -> str:
    return place(line.target)


def _time(line: TargetLine) -> str:
    return span(line.target.starts, line.target.due)


def _leads(line: TargetLine) -> Any:
    return " · ".join(line.target.activity.leads)
