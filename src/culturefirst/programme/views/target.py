"""A target's own page: definition, standing, figure over time, records, remarks, history."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit import charts
from culturefirst.kit.policy import roles
from culturefirst.measures.core import Shown
from culturefirst.programme import policy
from culturefirst.programme.models import Milestone, Remark, Target
from culturefirst.programme.queries import TargetLine, TargetView, changes, target_view
from culturefirst.programme.views.changes import told
from culturefirst.programme.views.common import seen
from culturefirst.programme.views.day import asked
from culturefirst.programme.views.defining import definition
from culturefirst.programme.views.head import rights

FIRST = 20


@dataclass(frozen=True)
class Record:
    """A record behind the figure; ``entry`` is its key where the person may put it right."""

    shown: Shown
    entry: int | None = None


def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one target, as at a day."""
    as_at = asked(request)
    record = seen(request, Target, pk)
    view = target_view(record, as_at.day)
    member = bool(roles(request.user))
    context = {
        "view": view,
        "line": view.line,
        "target": record,
        "activity": record.activity,
        "priority": record.activity.programme.priority,
        "work_programme": view.work_programme,
        "as_at": as_at,
        "may": rights(request.user, record),
        "hue": (record.activity.programme.priority.position - 1) % 6 + 1,
        "worked_out": view.line.standing.worked_out.word,
        "definition": definition(view.line, view.work_programme),
        "chart": _chart(view),
        "records": _records(request.user, view.line),
        "first": FIRST,
        "remarks": view.remarks,
        "kinds": Remark.Kind,
        "member": member,
        "history": _history(request, view) if member else [],
    }
    return render(request, "programme/target.html", context)


def _chart(view: TargetView) -> charts.Chart | None:
    """The figure over time, where there are two days to join; one thing done draws no line."""
    target = view.line.target
    if len(view.history) < 2 or target.kind == Target.Kind.MILESTONE:
        return None
    expected = [(point.on, point.expected) for point in view.history]
    return charts.line(
        [(point.on, point.figure.numerator) for point in view.history],
        "The figure over time",
        target.unit or (view.line.measure.unit if view.line.measure else "Figure"),
        expected=expected if any(value is not None for _, value in expected) else (),
        counted="Counted" if view.line.measure else "Declared",
    )


def _records(user: Any, line: TargetLine) -> list[Record]:
    """The first records behind the figure, the latest first; none where names are not for all, nor
    where how many there are could tell whose they are."""
    measure, question = line.measure, line.question
    if measure is None or question is None or not measure.names_for(user):
        return []
    if line.told and line.told.few:
        return []
    rows = measure.rows(question.window, question.scope).order_by(f"-{measure.dated}", "-pk")
    return [Record(measure.show(row), _correctable(user, row)) for row in rows[:FIRST]]


def _correctable(user: Any, row: Any) -> int | None:
    is_entry = isinstance(row, Milestone)
    return row.pk if is_entry and policy.record_milestone.allows(user, row) else None


def _history(request: HttpRequest, view: TargetView) -> list[Any]:
    target = view.line.target
    events = changes(view.work_programme).filter(
        object_type=target._meta.label_lower, object_id=str(target.pk)
    )
    return told(events[:FIRST], request.user)
