"""How much may be asked of a target on a day, with the tolerances named."""

from datetime import date, timedelta

from culturefirst.programme.rules.facts import Promise, Span

# Behind by more than a tenth of the goal is at risk. A tenth of a year is five weeks: the time
# between two team meetings and a holiday; less would cry wolf, more would hear of a lost
# quarter when it is over.
TOLERANCE = 0.10
# A time shorter than two months ("February 2011") says when a thing is to happen, not how fast:
# two sessions in one month are not late because the first half of the month has gone.
PACED_FROM = 60
# What is not paced is looked at in the last quarter of its time: before, it is simply to come.
LAST_STRETCH = 0.25
# Something ongoing is alive where it was recorded or spoken of in the last quarter of a year.
RECENT = timedelta(days=92)

MONTHS = {"year": 12, "quarter": 3, "month": 1}
DAYS_A_MONTH = 365.25 / 12


def paced(goal: float, span: Span) -> bool:
    """Whether an even pace is expected: several things, over two months or more."""
    return goal > 1 and span.days >= PACED_FROM


def expected(goal: float, span: Span, on: date) -> float:
    """How much of ``goal`` is expected by the end of ``on``; nothing before it starts."""
    gone = span.gone(on)
    asked = paced(goal, span) or gone > 1 - LAST_STRETCH
    return goal * gone if asked else 0.0


def periods(promise: Promise) -> list[Span]:
    """The years, quarters or months of a recurring target's time, at least one.

    Rounded to whole periods: "March 2011 to March 2012" is one year of thirteen months.
    """
    step, span = MONTHS[promise.per or "year"], promise.time
    count = max(1, round(span.days / DAYS_A_MONTH / step))
    begins = [_months_on(span.starts, place * step) for place in range(count)]
    ends = [begin - timedelta(days=1) for begin in begins[1:]] + [span.ends]
    return [Span(starts, end) for starts, end in zip(begins, ends, strict=True)]


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
