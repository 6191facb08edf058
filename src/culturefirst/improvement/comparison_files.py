"""Comparisons that leave as CSV and as Excel workbooks, for members and for everybody."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify

from culturefirst.improvement.figures.core import Indicator
from culturefirst.improvement.models import Collection
from culturefirst.improvement.queries.comparison import Line, Point
from culturefirst.improvement.queries.comparison_groups import Group, Names
from culturefirst.improvement.queries.comparison_tables import Table
from culturefirst.improvement.queries.figures_public import Told
from culturefirst.kit.downloads import attachment, csv_file
from culturefirst.kit.workbooks import MEDIA, Page, workbook

FORMATS = ("csv", "xlsx")
Named = Sequence[tuple[str, float | None]]
COMPARED = (
    "Indicator", "Unit", "You", "Known of", "Lower quartile", "Median", "Upper quartile",
    "Together", "Where you stand",
)  # fmt: skip
PUBLIC = (
    "Indicator", "Unit", "Group", "Known of", "Lower quartile", "Median", "Upper quartile",
)  # fmt: skip
YEARS = ("Year", "You", "Known of", "Lower quartile", "Median", "Upper quartile")


def of_year(
    asked: str, found: Collection, group: Group, lines: list[Line], table: Table, names: Names
) -> HttpResponse:
    """Every indicator of a year; the workbook says besides who is in the group, and their own."""
    pages = [
        Page("Comparison", COMPARED, [_line(each) for each in lines]),
        Page(
            "Organisations",
            ("Organisation", *(f"{each.title}, {each.unit}" for each in table.indicators)),
            _bodies(group, table, names),
        ),
        Page("Group", (group.words,), [(each,) for each in group.why]),
    ]
    return _file(asked, f"figures-{found.year}-{slugify(group.words)}", str(found), pages)


def of_indicator(
    asked: str, found: Collection, like: Indicator, values: Named, points: Sequence[Point]
) -> HttpResponse:
    """Who stands where in one indicator; the workbook says besides how the years went."""
    pages = [
        Page("Organisations", ("Organisation", like.title), values),
        Page("Years", YEARS, [_point(each) for each in points]),
    ]
    return _file(asked, f"{found.year}-{like.key}", f"{like.title}, {found}", pages)


def public(asked: str, found: Collection, told: Sequence[Told]) -> HttpResponse:
    """Medians and quartiles as everybody reads them."""
    rows = [
        (
            each.indicator.title, each.indicator.unit, row.group, row.n,
            *((row.spread.low, row.spread.median, row.spread.high) if row.spread else ()),
        )
        for each in told
        for row in each.rows
    ]  # fmt: skip
    return _file(asked, f"figures-{found.year}-public", str(found), [Page("Public", PUBLIC, rows)])


def _file(asked: str, name: str, title: str, pages: Sequence[Page]) -> HttpResponse:
    """The first page as CSV, or all as a workbook."""
    if asked == "xlsx":
        return attachment(workbook(title, pages), f"{name}.xlsx", MEDIA)
    return csv_file(name, pages[0].heads, pages[0].rows)


def _line(each: Line) -> tuple[Any, ...]:
    spread = each.spread
    return (
        each.indicator.title, each.indicator.unit, each.mine, spread.n, spread.low,
        spread.median, spread.high, each.whole, each.standing,
    )  # fmt: skip


def _point(each: Point) -> tuple[Any, ...]:
    spread = each.spread
    return (str(each.collection), each.mine, spread.n, spread.low, spread.median, spread.high)


def _bodies(group: Group, table: Table, names: Names) -> Iterable[tuple[Any, ...]]:
    for at in table.mask(group.bodies).nonzero()[0]:
        cells = [None if value != value else value for value in table.found[at].tolist()]
        yield (names.of(table.bodies[at]), *cells)
