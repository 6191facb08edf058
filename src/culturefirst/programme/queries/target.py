"""One target's page: its standing, its figure over time and what was said of it."""

from datetime import date, timedelta

from culturefirst.kit import clock
from culturefirst.measures.core import Figure
from culturefirst.measures.figures import figures
from culturefirst.programme.models import Remark, Target
from culturefirst.programme.queries.asking import asked, lines, promise
from culturefirst.programme.queries.programme import year_of
from culturefirst.programme.queries.shapes import HistoryPoint, TargetLine, TargetView
from culturefirst.programme.rules import Evidence, Promise, Span, standing


def target_view(target: Target, as_at: date | None = None) -> TargetView:
    """A target with its history up to a day (today where none is given)."""
    on = as_at or clock.today()
    work_programme = target.activity.programme.priority.work_programme
    year = year_of(work_programme)
    remarks = list(Remark.objects.filter(target=target, on__lte=on).select_related("by"))
    line = lines([target], year=year, as_at=on, remarks={target.pk: remarks})[target.pk]
    history = [] if line.told else _past(target, line, year, on, remarks)
    return TargetView(line, work_programme, history, remarks)


def _past(
    target: Target, line: TargetLine, year: Span, on: date, remarks: list[Remark]
) -> list[HistoryPoint]:
    return _counted(target, year, on) if line.measure else _declared(target, year, remarks)


def _counted(target: Target, year: Span, on: date) -> list[HistoryPoint]:
    held = promise(target, year)
    asking = {day: asked(target, year, day).now for day in _days(held.time, on)}
    known = [(day, question) for day, question in asking.items() if question is not None]
    counted = figures([question for _, question in known])
    return [
        HistoryPoint(day, figure, _expected(held, figure, day))
        for (day, _), figure in zip(known, counted, strict=True)
    ]


def _declared(target: Target, year: Span, remarks: list[Remark]) -> list[HistoryPoint]:
    held = promise(target, year)
    said = [
        (remark.on, Figure(remark.value))
        for remark in reversed(remarks)
        if remark.kind == Remark.Kind.DECLARATION
        and remark.value is not None
        and remark.withdrawn_on is None
    ]
    return [HistoryPoint(day, figure, _expected(held, figure, day)) for day, figure in said]


def _expected(held: Promise, figure: Figure, day: date) -> float | None:
    return standing(held, Evidence(figure=figure), day).expected


def _days(time: Span, on: date) -> list[date]:
    """The last day of each month of the target's time so far, and the day itself."""
    days, month = [], time.starts.replace(day=1)
    while month <= min(on, time.ends):
        month = (month + timedelta(days=31)).replace(day=1)
        days.append(month - timedelta(days=1))
    return sorted({min(day, on) for day in days} | {on})
