"""A measure month by month: many questions, one statement."""

from collections.abc import Iterator
from datetime import date, timedelta

from culturefirst.measures.core import EARLIEST, Figure, Measure, Question, Scope, Window
from culturefirst.measures.figures import figure, figures

MOST_MONTHS = 600


def windows(measure: Measure, months: int, until: date) -> list[Window]:
    """The windows of the last ``months`` months, the earliest first, the last one to ``until``.

    A stock is counted up to each month's last day, a flow within each month.
    """
    found = [
        Window(EARLIEST if measure.stock else starts, ends)
        for starts, ends in _months_back(until, min(months, MOST_MONTHS))
    ]
    return found[::-1]


def _months_back(until: date, months: int) -> Iterator[tuple[date, date]]:
    ends = until
    for _ in range(months):
        starts = ends.replace(day=1)
        yield starts, ends
        if starts == date.min:
            return
        ends = starts - timedelta(days=1)


def monthly(
    measure: Measure, scope: Scope, months: int, until: date
) -> list[tuple[Question, Figure]]:
    """The question of each month with its figure, in one statement; the earliest month first."""
    asked = [Question(measure.key, each, scope) for each in windows(measure, months, until)]
    return list(zip(asked, figures(asked), strict=True))


def months_of(measure: Measure, scope: Scope, until: date) -> int:
    """How many months there are from the first record that counts up to ``until``, at least one."""
    first = figure(Question(measure.key, Window(EARLIEST, until), scope, when=True)).first
    if first is None or first > until:
        return 1
    return min((until.year - first.year) * 12 + until.month - first.month + 1, MOST_MONTHS)
