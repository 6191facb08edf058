"""How dates, spans, figures and counts are written, the same on every page and export."""

import calendar
import math
from datetime import date, datetime

from django.utils import timezone

THIN = "\u202f"  # narrow no-break space: groups of three, and before the per-cent sign
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def day(value: date | datetime | None) -> str:
    """``19 September 2011``; an aware time is read in the network's own zone."""
    if value is None:
        return ""
    on = _date(value)
    return f"{on.day} {_long_month(on)}"


def month(value: date | datetime | None) -> str:
    """``Sept 2011``."""
    if value is None:
        return ""
    on = _date(value)
    return f"{MONTHS[on.month - 1]} {on.year}"


def span(starts: date | None, ends: date | None) -> str:
    """A stretch of days, as short as it stays exact.

    Whole months are named as months (``Apr 2011 – Mar 2012``), other stretches by their days
    (``3–5 May 2011``); one end alone reads ``from Apr 2011`` or ``by end Apr 2011``.
    """
    if starts and ends:
        return _both(starts, ends)
    if ends:
        return f"by end {month(ends)}" if _is_last(ends) else f"by {day(ends)}"
    if starts:
        return f"from {month(starts)}" if starts.day == 1 else f"from {day(starts)}"
    return ""


def _both(starts: date, ends: date) -> str:
    if starts == ends:
        return day(starts)
    same_month = (starts.year, starts.month) == (ends.year, ends.month)
    if starts.day == 1 and _is_last(ends):
        return month(starts) if same_month else f"{month(starts)} – {month(ends)}"
    if same_month:
        return f"{starts.day}–{day(ends)}"
    if starts.year == ends.year:
        return f"{starts.day} {calendar.month_name[starts.month]} – {day(ends)}"
    return f"{day(starts)} – {day(ends)}"


def figure(value: float | int | None) -> str:
    """A number with thin grouping, at most two decimals and no trailing noughts: ``1 234.5``."""
    if value is None:
        return ""
    if not math.isfinite(value):
        return "not known"
    text = f"{round(float(value), 2):,.2f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return text.replace(",", THIN).replace("-", "\u2212", 1)


def percent(share: float | None) -> str:
    """A share of one as ``54 %``, to the whole per cent; nothing short of all reads 100 %."""
    if share is None:
        return "not known"
    whole = round(share * 100)
    if whole == 100 and share < 1:
        whole = 99
    return f"{figure(whole)}{THIN}%"


def plural(n: float, words: str = "") -> str:
    """``plural(3, "target")`` is ``3 targets``; an irregular plural follows a comma.

    Without words, the bare ending: ``""`` for one and ``s`` for any other number.
    """
    one = n == 1
    if not words:
        return "" if one else "s"
    single, _, several = words.partition(",")
    return f"{figure(n)} {single if one else several or _several(single)}"


def _several(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _date(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _long_month(on: date) -> str:
    return f"{calendar.month_name[on.month]} {on.year}"


def _is_last(on: date) -> bool:
    return on.day == calendar.monthrange(on.year, on.month)[1]


def one_line(text: str) -> str:
    """Words in one line, without the space around them."""
    return " ".join(text.split())
