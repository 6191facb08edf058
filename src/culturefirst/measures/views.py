"""A figure with its definition and the records behind it; and the list of measures."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit import charts, clock, wording
from culturefirst.kit.pagination import address
from culturefirst.kit.tables import Column, Table
from culturefirst.measures import asked
from culturefirst.measures.core import EARLIEST, Figure, Measure, Question, Window
from culturefirst.measures.figures import figure as answer
from culturefirst.measures.figures import figures
from culturefirst.measures.forms import Narrowing
from culturefirst.measures.history import monthly, months_of
from culturefirst.measures.register import MEASURES
from culturefirst.measures.withheld import Amount, Told, bodies_told, told, told_all


def figure(request: HttpRequest, key: str) -> HttpResponse:
    """``/figures/<key>/?from=&to=&<dimension>=``: one figure, or its records as CSV."""
    measure = MEASURES.get(key)
    if measure is None:
        raise Http404("No room offers this measure.")
    question = asked.question(measure, request.GET, request.user)
    counted = answer(question)
    shown = told(question, counted, request.user)
    named = measure.names_for(request.user)
    table = (
        _records(request, measure, question, hidden=shown.few)
        if named
        else _unnamed(request, measure, question, shown)
    )
    past = _history(request, measure, question)
    if (download := table.response() or past.response()) is not None:
        return download
    context = {
        "measure": measure,
        "question": question,
        "figure": shown,
        "starts": None if question.window.starts == EARLIEST else question.window.starts,
        "narrowed": _narrowed(request, measure, question),
        "narrowing": Narrowing(measure, request.GET, request.user),
        "named": named,
        "table": table,
        "history": past,
        "chart": _chart(measure, past.rows),
        "some_withheld": not all(row[1].exact for row in past.rows),
        "lengths": _lengths(request),
        "some_hidden": named and not shown.few and _lacks(measure, counted, table),
    }
    return render(request, "measures/figure.html", context)


LENGTHS = (("12", "12 months"), ("24", "24 months"), ("all", "The whole time"))
MOST_BARS = 24


def _history(request: HttpRequest, measure: Measure, question: Question) -> Table:
    """The figure month by month; each month opens its own figure."""
    until, told = question.window.ends, _length(request)
    months = months_of(measure, question.scope, until) if told == "all" else int(told)
    past = monthly(measure, question.scope, months, until)
    asked_, counted = [each for each, _ in past], [figure for _, figure in past]
    columns = [
        Column(
            "month",
            "Up to" if measure.stock else "Month",
            value=lambda row: row[0].window.ends,
            url=lambda row: _url(row[0]),
        ),
        Column("figure", measure.unit.capitalize(), value=_counted, numeric=True),
    ]
    if measure.base is not None:
        columns.append(
            Column("of", "Of", value=lambda row: _said(row[1].denominator), numeric=True)
        )
    return Table(
        columns=columns,
        rows=list(zip(asked_, told_all(asked_, counted, request.user), strict=True)),
        request=request,
        name="history",
        prefix="history_",
        label=f"{measure.title} month by month",
        per_page=120,
    )


def _counted(row: tuple[Question, Told]) -> float | str | None:
    return _said(row[1].numerator)


def _said(amount: Amount | None) -> float | str | None:
    """A number where it is told exactly, else the words for it."""
    if amount is None:
        return None
    return amount.value if amount.exact else amount.words


def _url(question: Question) -> str:
    from culturefirst.measures.urls import figure_url  # which imports these views

    return figure_url(question)


def _length(request: HttpRequest) -> str:
    told = request.GET.get("months", "")
    return told if told in dict(LENGTHS) else LENGTHS[0][0]


def _lengths(request: HttpRequest) -> list[tuple[str, str, bool]]:
    now = _length(request)
    return [
        (title, address(request.GET, months=key, history_page=""), key == now)
        for key, title in LENGTHS
    ]


def _chart(measure: Measure, rows: Any) -> charts.Chart | None:
    """A line for what is counted as at a day, bars for what happened month by month."""
    known = [(question, said) for question, said in rows if said.known or not measure.is_mean]
    points = [(question.window.ends, said.numerator.value or 0) for question, said in known]
    if len(points) < 2 or not all(said.numerator.exact for _, said in rows):
        return None
    title = f"{measure.title} month by month"
    if measure.stock or len(points) > MOST_BARS:
        return charts.line(points, title, measure.unit.capitalize())
    named = [(wording.month(on), value) for on, value in points]
    return charts.bars(named, title, measure.unit.capitalize())


def measures(request: HttpRequest) -> HttpResponse:
    """Everything that can be counted, with its definition and today's figure."""
    known = list(MEASURES)
    window = Window(EARLIEST, clock.today())
    asked_ = [Question(measure.key, window) for measure in known]
    listed = list(zip(known, told_all(asked_, figures(asked_), request.user), strict=True))
    return render(request, "measures/measures.html", {"listed": listed, "today": clock.today()})


def _records(request: HttpRequest, measure: Measure, question: Question, *, hidden: bool) -> Table:
    rows = measure.rows(question.window, question.scope)
    if hidden:  # how many there are would tell of whom they are
        rows = rows.none()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(request.user)
    # Ordering by what a row has many of would list it many times.
    direct = "__" not in measure.dated
    ordered = rows.order_by(f"-{measure.dated}", "-pk") if direct else rows.order_by("pk")
    return Table(
        columns=_columns(measure, direct=direct),
        rows=ordered,
        request=request,
        name="records",
        label=f"Records behind the figure: {measure.title.lower()}",
        empty="No records are told here." if hidden else "No records count here.",
    )


def _lacks(measure: Measure, counted: Figure, table: Table) -> bool:
    """Whether fewer records are listed than counted; a sum or a mean says nothing of how many."""
    counts = isinstance(measure.numerator, Count)
    return counts and table.total < counted.numerator and not table.words


def _unnamed(request: HttpRequest, measure: Measure, question: Question, shown: Told) -> Table:
    """Where the records behind the figure are, for those who may not read names; none too few."""
    rows = measure.rows(question.window, question.scope)
    bodies = Counter(measure.show(row).detail or "Not said" for row in rows)
    listed = sorted(bodies.items())
    return Table(
        columns=[
            Column("body", "Where", value=lambda row: row[0]),
            Column("records", "Records", value=lambda row: row[1], numeric=True),
        ],
        rows=bodies_told(listed, shown) if len(question.scope) < 2 else [],
        request=request,
        name="records",
        label=f"Records behind the figure, without names: {measure.title.lower()}",
        empty="No records are told here.",
    )


def _columns(measure: Measure, *, direct: bool) -> list[Column]:
    def part(name: str) -> Any:
        return lambda row: getattr(measure.show(row), name)

    return [
        Column("record", "Record", value=part("label"), url=part("url")),
        Column("on", "Day", value=part("on"), sort=measure.dated if direct else False),
        Column("detail", "Detail", value=part("detail")),
    ]


def _narrowed(request: HttpRequest, measure: Measure, question: Question) -> list[tuple[str, str]]:
    return [
        (measure.dimensions[name].title, asked.named(measure, name, value, request.user))
        for name, value in question.scope.items()
    ]
