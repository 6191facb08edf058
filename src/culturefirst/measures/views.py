"""A figure with its definition and the records behind it; and the list of measures."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit import clock
from culturefirst.kit.tables import Column, Table
from culturefirst.measures import asked
from culturefirst.measures.core import EARLIEST, Measure, Question, Window
from culturefirst.measures.figures import figure as answer
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES


def figure(request: HttpRequest, key: str) -> HttpResponse:
    """``/figures/<key>/?from=&to=&<dimension>=``: one figure, or its records as CSV."""
    measure = MEASURES.get(key)
    if measure is None:
        raise Http404("No room offers this measure.")
    question = asked.question(measure, request.GET)
    counted = answer(question)
    named = measure.names_for(request.user)
    table = (_records if named else _unnamed)(request, measure, question)
    if (download := table.response()) is not None:
        return download
    context = {
        "measure": measure,
        "question": question,
        "figure": counted,
        "starts": None if question.window.starts == EARLIEST else question.window.starts,
        "narrowed": _narrowed(request, measure, question),
        "named": named,
        "table": table,
        "some_hidden": named and table.total < counted.numerator and not table.words,
    }
    return render(request, "measures/figure.html", context)


def measures(request: HttpRequest) -> HttpResponse:
    """Everything that can be counted, with its definition and today's figure."""
    known = list(MEASURES)
    window = Window(EARLIEST, clock.today())
    today = figures([Question(measure.key, window) for measure in known])
    listed = list(zip(known, today, strict=True))
    return render(request, "measures/measures.html", {"listed": listed, "today": clock.today()})


def _records(request: HttpRequest, measure: Measure, question: Question) -> Table:
    rows = measure.rows(question.window, question.scope)
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
        empty="No records count here.",
    )


def _unnamed(request: HttpRequest, measure: Measure, question: Question) -> Table:
    """How many records stand behind the figure at each body, for those who may not read names."""
    rows = measure.rows(question.window, question.scope)
    bodies = Counter(measure.show(row).detail or "Not said" for row in rows)
    return Table(
        columns=[
            Column("body", "Where", value=lambda row: row[0]),
            Column("records", "Records", value=lambda row: row[1], numeric=True),
        ],
        rows=sorted(bodies.items()),
        request=request,
        name="records",
        label=f"Records behind the figure, without names: {measure.title.lower()}",
        empty="No records count here.",
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
