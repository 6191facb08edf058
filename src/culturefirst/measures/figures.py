"""Many figures at once: one statement for all questions of one measure and one set of scopes.

A measure says once, in ``rows``, which records count. That queryset is compiled with columns of
a table of questions in the place of the dates and scope values, and stands as a correlated
subquery beside each question. So the list of records and the count cannot disagree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, DateField, Field, Min, QuerySet
from django.db.models.expressions import RawSQL

from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.register import MEASURES

# SQLite binds at most 32,766 values in a statement, PostgreSQL 65,535.
MOST_PARAMETERS = 30_000
AnyField = Field[Any, Any]


@dataclass(frozen=True)
class Shape:
    """What makes two questions answerable together: the measure and the scopes it is asked by."""

    key: str
    dimensions: tuple[str, ...]
    when: bool


@dataclass(frozen=True)
class Compiled:
    """A shape's statement: ``values`` is one question's row, ``columns`` follows the table."""

    values: str
    names: str
    columns: str
    parameters: tuple[Any, ...]


def figure(question: Question) -> Figure:
    """One question's figure."""
    return figures([question])[0]


def figures(questions: Sequence[Question]) -> list[Figure]:
    """Each question's figure, in the order asked; at most one statement per shape.

    (More only where a shape has so many questions that a statement could not bind them.)
    Raises ``KeyError`` for a measure that no room offers.
    """
    answers: dict[int, Figure] = {}
    for shape, asked in _by_shape(questions).items():
        compiled = _compiled(shape, connection.vendor)
        width = compiled.values.count("%s")
        most = (MOST_PARAMETERS - len(compiled.parameters)) // width
        for chunk in _chunks(asked, most):
            answers |= _answer(shape, compiled, chunk)
    return [answers[place] for place in range(len(questions))]


def _by_shape(questions: Iterable[Question]) -> dict[Shape, list[tuple[int, Question]]]:
    shapes: dict[Shape, list[tuple[int, Question]]] = {}
    for place, question in enumerate(questions):
        shape = Shape(question.key, tuple(sorted(question.scope)), question.when)
        shapes.setdefault(shape, []).append((place, question))
    return shapes


def _chunks(asked: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(asked), size):
        yield asked[start : start + size]


def _answer(
    shape: Shape, compiled: Compiled, asked: list[tuple[int, Question]]
) -> dict[int, Figure]:
    table = ", ".join([compiled.values] * len(asked))
    statement = (
        f"WITH q({compiled.names}) AS (VALUES {table}) SELECT q.i, {compiled.columns} FROM q"  # noqa: S608
    )
    bound = [value for place, question in asked for value in _row(place, question, shape)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*bound, *compiled.parameters])
        return {place: _figure(*parts) for place, *parts in cursor.fetchall()}


def _row(place: int, question: Question, shape: Shape) -> list[Any]:
    day = connection.ops.adapt_datefield_value
    window = question.window
    scope = [_key(question.scope[name]) for name in shape.dimensions]
    return [place, day(window.starts), day(window.ends), *scope]


def _key(value: Any) -> Any:
    return getattr(value, "pk", value)


def _figure(
    numerator: Any, denominator: Any = None, first: Any = None, bodies: int | None = None
) -> Figure:
    return Figure(
        float(numerator or 0),
        None if denominator is None else float(denominator),
        date.fromisoformat(first[:10]) if isinstance(first, str) else first,
        bodies,
    )


@lru_cache(maxsize=512)
def _compiled(shape: Shape, vendor: str) -> Compiled:
    measure = MEASURES[shape.key]
    fields = {name: measure.field(name) for name in shape.dimensions}
    window = Window(_column("starts", DateField()), _column("ends", DateField()))
    scope = {name: _column(_named(name), fields[name]) for name in shape.dimensions}
    rows = measure.rows(window, scope)
    base = measure.base_rows(window, scope)
    parts = [
        _aggregate(rows, measure.numerator),
        _aggregate(base, measure.over) if base is not None else ("NULL", ()),
        _aggregate(rows, Min(measure.dated)) if shape.when else ("NULL", ()),
        _aggregate(rows, Count(measure.bodies, distinct=True)) if measure.bodies else ("NULL", ()),
    ]
    return Compiled(
        values=_values(vendor, [DateField(), DateField(), *fields.values()]),
        names=", ".join(["i", "starts", "ends", *map(_named, shape.dimensions)]),
        columns=", ".join(sql for sql, _ in parts),
        parameters=tuple(value for _, values in parts for value in values),
    )


def _named(dimension: str) -> str:
    return f"d_{dimension}"


def _column(name: str, field: AnyField) -> Any:
    return RawSQL(f"q.{name}", (), output_field=field)  # noqa: S611 (names of our own)


def _values(vendor: str, fields: Sequence[AnyField]) -> str:
    # PostgreSQL takes an untyped parameter in VALUES for text; SQLite would read a date as a
    # number if it were cast.
    if vendor != "postgresql":
        return f"({', '.join(['%s'] * (len(fields) + 1))})"
    types = ["integer", *(str(field.rel_db_type(connection)) for field in fields)]
    return f"({', '.join(f'CAST(%s AS {kind})' for kind in types)})"


def _aggregate(rows: QuerySet[Any], aggregate: Aggregate) -> tuple[str, tuple[Any, ...]]:
    """``(SELECT aggregate FROM …)`` without the grouping by row that ``annotate`` would add."""
    if rows.query.distinct:
        rows = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    asked = rows.order_by().annotate(figure=aggregate).values("figure")
    asked.query.group_by = None
    statement, parameters = asked.query.sql_with_params()
    return f"({statement})", tuple(parameters)
