"""Single points of time in a text: a day, month, quarter, season or year as printed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from culturefirst.programme.reading.limits import LINE_CHARACTERS

MONTHS = "january february march april may june july august september october november december"
MONTH_NUMBERS = {name[:3]: place for place, name in enumerate(MONTHS.split(), start=1)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
TERMS = {"spring": (1, 3), "summer": (4, 4), "autumn": (9, 4)}
FEASTS = {"christmas": (12, 25), "new year": (1, 1), "easter": (0, 0)}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:(?P<year>20\d\d|19\d\d)|['‘’]?(?P<short>\d\d))(?![\d%])"
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s*$", re.IGNORECASE)
_SPAN = r"(?P<from>20\d\d)\s*[/–—-]\s*(?P<to>20\d\d|\d\d)(?![\d/–—-])"
_FINANCIAL = (
    r"(?:\s*,?\s*(?:of\s+)?(?:20)?['’]?(?P<short>\d\d)(?:\s*[/–-]\s*(?:20)?\d\d(?!\d))?(?!\d))?"
)
_TH = r"(?:st|nd|rd|th)?"


@dataclass(frozen=True)
class Point:
    """A point of time in a text at ``begin:end``.

    ``weak`` points (a bare "May", "2012") are dates only in the right company; ``year`` is
    None where none is printed. ``number`` is the month, quarter, or first month of a season.
    """

    begin: int
    end: int
    shape: str
    year: int | None
    number: int = 1
    day: int = 1
    last_day: int = 0
    length: int = 1
    weak: bool = False
    sure: bool = True

    def days(self, year: int) -> tuple[date, date]:
        """First and last day in that year. Raises ``ValueError`` for a day that is none."""
        if self.shape == "day":
            last = self.last_day or self.day
            return date(year, self.number, self.day), date(year, self.number, last)
        if self.shape == "easter":
            return easter(year), easter(year)
        if self.shape == "quarter":
            return _months(year, 3 * self.number + 1, 3)
        if self.shape == "financial":
            return _months(year, 4, 12 * self.length)
        return _months(year, self.number, self.length)


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    def first(months: int) -> date:
        return date(year + months // 12, months % 12 + 1, 1)

    return first(month - 1), first(month - 1 + length) - timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian rule of 1876)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    corrected = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - corrected + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def full_year(digits: str) -> int:
    """Two digits are always of this century."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _year(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    digits = found.get("year") or found.get("short")
    return full_year(digits) if digits else None


def _month(match: re.Match[str]) -> int:
    return MONTH_NUMBERS[match["month"][:3].lower()]


def _numeric(match: re.Match[str]) -> Point | None:
    year = full_year(match["y"])
    return _real(Point(*match.span(), "day", year, int(match["m"]), int(match["d"])))


def _dotted(match: re.Match[str]) -> Point | None:
    """ "1.4.11" is a day only beside another or after "by": else it may number a row."""
    beside = _DATED.search(match.string, max(0, match.start() - 12), match.start())
    return _numeric(match) if beside or _RANGED.match(match.string, match.end()) else None


def _feast(match: re.Match[str]) -> Point:
    """A feast is a day, but what is done "by Christmas" is a guess of days."""
    month, day = FEASTS[match["feast"].lower()]
    shape, year = ("day", _year(match)) if month else ("easter", _year(match))
    weak = year is None
    return Point(*match.span(), shape, year, month, day, weak=weak, sure=False)


def _day_month(match: re.Match[str]) -> Point | None:
    if _AFTER_MONTH.search(match.string, max(0, match.start() - 12), match.start()):
        return None  # "Sept 11 Nov 11": the first 11 is a year
    last = int(match["last"] or 0)
    point = Point(*match.span(), "day", _year(match), _month(match), int(match["d"]), last)
    return _real(point) if last == 0 or last > point.day else None


def _month_day(match: re.Match[str]) -> Point | None:
    return _real(Point(*match.span(), "day", _year(match), _month(match), int(match["d"])))


def _slashed(match: re.Match[str]) -> Point | None:
    if match[0] == "24/7":
        return None
    point = Point(*match.span(), "day", None, int(match["m"]), int(match["d"]))
    return _real(replace(point, weak=point.day <= 12, sure=False))


def _month_year(match: re.Match[str]) -> Point:
    return Point(*match.span(), "month", _year(match), _month(match))


def _month_alone(match: re.Match[str]) -> Point:
    return Point(*match.span(), "month", None, _month(match), weak=True)


def _financial_year(match: re.Match[str]) -> Point | None:
    first = int(match["from"])
    length = full_year(match["to"]) - first
    if not 1 <= length <= 10:
        return None
    if match["academic"]:
        return Point(*match.span(), "months", first, 9, length=12 * length, sure=False)
    return Point(*match.span(), "financial", first, length=length)


def _short_financial_year(match: re.Match[str]) -> Point | None:
    first = full_year(match["short"])
    return Point(*match.span(), "financial", first) if int(match["to"]) == first % 100 + 1 else None


def _quarter(match: re.Match[str]) -> Point:
    word = (match["word"] or "").lower()
    number = ORDINALS[word] if word else int(match["q"] or match["quarter"])
    return Point(*match.span(), "quarter", _year(match), number, sure=word != "last")


def _season(match: re.Match[str]) -> Point:
    season = match["season"].lower()
    if match["term"] and season in TERMS:
        first, length = TERMS[season]
        year = _year(match)
        return Point(*match.span(), "months", year, first, length=length, sure=False)
    weak = _year(match) is None
    return Point(*match.span(), "months", _year(match), SEASONS[season], length=3, weak=weak)


def _year_alone(match: re.Match[str]) -> Point:
    year = int(match["year"])
    return Point(*match.span(), "months", year, 1, length=12, weak=True, sure=False)


def _real(point: Point) -> Point | None:
    """A day that the calendar has; 29 February counts where no year is printed."""
    try:
        point.days(point.year or 2012)
    except ValueError:
        return None
    return point


_DATED = re.compile(r"(?:\b(?:by|from|to|until|till|before|on|due)|[–-])\s*$", re.IGNORECASE)
_RANGED = re.compile(r"\s*(?:[–-]|to\b|until\b)\s*\d{1,2}\.", re.IGNORECASE)
_HINT = re.compile(
    r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|quarter"
    r"|christmas|easter|new year",
    re.IGNORECASE,
)
_RULES: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Point | None]]] = [
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", _numeric),
        (r"(?<![\d./-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>20\d\d|\d\d)(?![\d/])", _numeric),
        (r"(?<![\d./-])(?P<d>\d\d?)\.(?P<m>\d\d)\.(?P<y>20\d\d|\d\d)(?!\d|\.\d)", _numeric),
        (r"(?<![\d./-])(?P<d>\d\d?)\.(?P<m>\d)\.(?P<y>20\d\d)(?!\d|\.\d)", _numeric),
        (r"(?<![\d./-])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d\d)(?!\d|\.\d)", _dotted),
        (rf"\b(?P<feast>christmas|easter|new\ year)\b(?:\s*,?\s*{_YEAR})?", _feast),
        (r"(?<![\d./-])(?P<d>\d\d?)-(?P<m>\d\d)-(?P<y>20\d\d|\d\d)(?![\d-])", _numeric),
        (
            r"\b(?:Q(?P<q>[1-4])|quarter\s+(?P<quarter>[1-4])"
            rf"|(?P<word>first|second|third|fourth|final|last)\s+quarter)\b{_FINANCIAL}",
            _quarter,
        ),
        (
            r"\b(?P<season>spring|summer|autumn|winter)\b(?P<term>\s+term\b)?" + _FINANCIAL,
            _season,
        ),
        (r"\b(?P<academic>academic\s+year\s+)?" + _SPAN, _financial_year),
        (
            r"\b(?:FY|financial\s+year)\s*(?P<short>\d\d)\s*/\s*(?P<to>\d\d)\b",
            _short_financial_year,
        ),
        (
            rf"(?<![\d./])(?P<d>[0-3]?\d){_TH}(?:\s*(?:-|–|to|&|and)\s*(?P<last>[0-3]?\d){_TH})?"
            rf"\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*{_YEAR})?",
            _day_month,
        ),
        (rf"\b{_MONTH}\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?:,?\s*{_YEAR})?", _month_day),
        (rf"\b{_MONTH}\s+(?P<d>[0-3]?\d),\s*{_YEAR}", _month_day),
        (rf"\b{_MONTH}[\s,]*{_YEAR}(?![./]\d)", _month_year),
        (rf"\b{_MONTH}-{_YEAR}(?!\s*[-–])", _month_year),
        (rf"\b{_MONTH}", _month_alone),
        (r"(?<![\d./–-])\b(?P<year>20\d\d)\b(?![/]\d)", _year_alone),
        (r"(?<![\d./:£])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/%:]|\.\d)", _slashed),
    )
]


def points(text: str) -> tuple[Point, ...]:
    """Every point of time in ``text``, in order, none overlapping; earlier rules win.

    A text too long for a line has none.
    """
    return _points(text) if len(text) <= LINE_CHARACTERS else ()


@lru_cache(maxsize=1024)
def _points(text: str) -> tuple[Point, ...]:
    """A line is asked for its dates several times on its way."""
    if not _HINT.search(text):
        return ()
    found: list[Point] = []
    taken = bytearray(len(text))
    for pattern, build in _RULES:
        for point in _built(pattern, build, text):
            if not any(taken[point.begin : point.end]):
                taken[point.begin : point.end] = b"\x01" * (point.end - point.begin)
                found.append(point)
    return tuple(sorted(found, key=lambda point: point.begin))


def _built(
    pattern: re.Pattern[str], build: Callable[[re.Match[str]], Point | None], text: str
) -> Iterator[Point]:
    for match in pattern.finditer(text):
        point = build(match)
        if point:
            yield point
