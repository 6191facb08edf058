"""Time as people write it: "by end April 11", "June–Aug 11", "Q3", "Summer 2012", "18/3".

Every phrase becomes first and last day. Years of two digits are of this century; a phrase
without a year takes it from the programme's period; quarters and seasons follow the
financial year (Q1 is April to June).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from culturefirst.programme.reading.limits import LINE_CHARACTERS
from culturefirst.programme.reading.points import Point, points


@dataclass(frozen=True)
class Span:
    """The period of the programme, both days inside."""

    starts: date
    ends: date


@dataclass(frozen=True)
class When:
    """A time phrase at ``begin:end`` of a text; ``starts`` is None for "by", ``due`` for "from".

    ``years`` tells whether a year was printed; ``sure`` is false where anything was guessed;
    ``ranged`` says that two ends are printed.
    """

    begin: int
    end: int
    starts: date | None
    due: date | None
    sure: bool = True
    years: bool = True
    ranged: bool = False


A_YEAR = Span(date(2000, 4, 1), date(2001, 3, 31))  # where only the shape of a phrase matters
_NEAR = 40  # how many characters around a date belong to it
_STRONG = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*", re.IGNORECASE)
_WEAK = re.compile(r"\s*(?:/|&|,|\band\b)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\b(?P<by>by|before|no\s+later\s+than|prior\s+to|until|till|deadline|due(?:\s+(?:by|in))?)"
    r"\s*:?\s*(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?)?"
    r"(?:\b(?P<edge>end(?:\s+of)?|start(?:\s+of)?|beginning\s+of|early(?:\s+in)?|mid|middle\s+of"
    r"|late(?:\s+in)?)(?:\s+the)?[\s-]*)?$",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"\b(?:by\s+)?(?:the\s+)?"
    r"(?:end\s+of\s+(?:the\s+)?(?:financial\s+|programme\s+)?year|year[ -]end)\b(?!\s*\d)",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:(?P<first>w/?[cb]|week\s+(?:commencing|beginning|starting))|w/e|week\s+ending)\s*:?\s*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|since|starting(?:\s+in)?|beginning(?:\s+in)?)\s*:?\s*$", re.I)
_ONWARDS = re.compile(r"\s*(?:onwards?|on-wards)\b", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"(?:\b(?:by|before|in|during|for|from|since|until|till|to|of|on|early|mid|late|end|after|year"
    r"|than|throughout|over|this|next|sent|held|dated|due|w/c)|[-–(:])\s*(?:the\s+|year\s+)?$",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\s*(?:$|[.,;:)\n&/–-]|(?:and|or|to|until|ongoing|onwards?)\b)")
_CAPITAL_FOLLOWS = re.compile(r"\s+[A-Z]")


def find(text: str, within: Span | None = None, *, past: bool = False) -> list[When]:
    """The time phrases of ``text`` in order; phrases without a year need ``within``.

    ``past`` says that the text reports what was done: a day and month without a year is then
    the one nearest to the start of the period, even before it.
    """
    found = []
    for chain in _chains(text, points(text)):
        if len(chain) == 1 and chain[0].weak and not _in_company(text, chain[0]):
            continue
        when = _when(text, chain, within, past)
        if when:
            found.append(when)
    return sorted([*found, *_year_ends(text, within)], key=lambda when: when.begin)


def _year_ends(text: str, within: Span | None) -> Iterator[When]:
    for match in _YEAR_END.finditer(text[:LINE_CHARACTERS]):
        yield When(*match.span(), None, within.ends if within else None, bool(within), years=False)


@lru_cache(maxsize=1024)
def is_only_a_date(text: str) -> bool:
    """Whether a line is nothing but a time phrase ("June – Aug 11", "by end April 11:")."""
    if len(text) > 2 * _NEAR:
        return False
    found = find(text, A_YEAR)
    rest = mask(text, found)
    return bool(found) and not re.sub(r"\b(?:in|on|from|during|and|to|the)\b|[\W_]", "", rest)


def mask(text: str, phrases: Sequence[When]) -> str:
    """``text`` with its time phrases blanked, every other character in its place."""
    for phrase in phrases:
        blank = " " * (phrase.end - phrase.begin)
        text = text[: phrase.begin] + blank + text[phrase.end :]
    return text


def _chains(text: str, found: Sequence[Point]) -> Iterator[list[Point]]:
    """Points joined to ranges: "June-Aug 11", "June and July 2011", "between May and July"."""
    chain: list[Point] = []
    for point in found:
        if chain and _joins(text, chain, point):
            chain.append(point)
            continue
        if chain:
            yield chain
        chain = [point]
    if chain:
        yield chain


def _joins(text: str, chain: list[Point], point: Point) -> bool:
    last = chain[-1]
    gap = text[last.end : point.begin]
    if _STRONG.fullmatch(gap):
        return len(chain) == 1 or last.year is None
    if not _WEAK.fullmatch(gap):
        return False
    between = len(chain) == 1 and bool(
        _BETWEEN.search(text, max(0, chain[0].begin - _NEAR), chain[0].begin)
    )
    return between or (last.year is None and last.shape == point.shape)


def _in_company(text: str, point: Point) -> bool:
    """Whether a bare month, season or year stands where a date stands.

    "in May", "Launch May" and "by 2012" do; "March e-bulletin", "Norfolk 2012" and
    "2012 Games" are names.
    """
    after = text[point.end : point.end + _NEAR]
    if _CAPITAL_FOLLOWS.match(after):
        return False
    if _INTRODUCES.search(text, max(0, point.begin - _NEAR), point.begin):
        return True
    capital = text[point.begin].isupper() or text[point.begin].isdigit()
    closes = bool(_CLOSES.match(after)) and capital
    if point.length == 12:  # a bare year: after a capital it belongs to a name
        before = text[max(0, point.begin - _NEAR) : point.begin].split()
        return closes and bool(before) and not before[-1][:1].isupper()
    return closes


def _when(text: str, chain: list[Point], within: Span | None, past: bool) -> When | None:
    resolved = _resolve(chain, within, past)
    begin, end = chain[0].begin, chain[-1].end
    printed = any(point.year is not None for point in chain)
    if resolved is None:
        return When(begin, end, None, None, sure=False, years=False)
    first, last, sure = resolved
    ranged = len(chain) > 1 or chain[0].last_day > 0
    when = _week(text, When(begin, end, first, last, sure, printed, ranged))
    return _with_prefix(text, when, ranged=len(chain) > 1)


def _week(text: str, when: When) -> When:
    """ "w/c 5 September" and "week ending 11 September" are seven days."""
    match = _WEEK.search(text, max(0, when.begin - _NEAR), when.begin)
    if match is None or when.starts is None or when.starts != when.due:
        return when
    week = timedelta(6)
    if match["first"]:
        return replace(when, begin=match.start(), due=when.starts + week)
    return replace(when, begin=match.start(), starts=when.starts - week)


def _resolve(chain: list[Point], within: Span | None, past: bool) -> tuple[date, date, bool] | None:
    """First day, last day and whether nothing was guessed; None where no year can be had."""
    head, tail = chain[0], chain[-1]
    sure = all(point.sure for point in chain) and len(chain) < 3
    if head.year is None and tail.year is None:
        guess = _year_from(head, within, past)
        if guess is None:
            return None
        head, sure = replace(head, year=guess[0]), sure and guess[1]
    try:
        return *_both_days(head, tail), sure
    except ValueError:  # 29 February of a common year
        return None


def _both_days(head: Point, tail: Point) -> tuple[date, date]:
    """A range whose one end lacks a year takes it from the other, across the new year."""
    if tail.year is not None and head.year is None:
        last = tail.days(tail.year)[1]
        first = head.days(tail.year)[0]
        return (head.days(tail.year - 1)[0] if first > last else first), last
    assert head.year is not None
    first, last = head.days(head.year)
    if tail.begin == head.begin:
        return first, last
    last = tail.days(tail.year or head.year)[1]
    if last < first and tail.year is None:
        last = tail.days(head.year + 1)[1]
    return min(first, last), max(first, last)


def _year_from(point: Point, within: Span | None, past: bool) -> tuple[int, bool] | None:
    """The year that puts a point inside the programme's period, and whether that is certain."""
    if within is None:
        return None
    options = list(_options(point, within))
    inside = [(year, share) for year, share, _ in options if share > 0]
    if point.shape == "day" and past and options:
        year, _, days = min(options, key=lambda option: abs(option[2]))
        return year, days >= 0 and len(inside) == 1
    if inside:
        year = max(inside, key=lambda option: (option[1], -option[0]))[0]
        return year, len(inside) == 1
    year = min(options, key=lambda option: abs(option[2]), default=(0, 0, 0))[0]
    return (year, False) if year else None


def _options(point: Point, within: Span) -> Iterator[tuple[int, int, int]]:
    """For each year: days inside the period, and days from its start."""
    for year in range(within.starts.year - 1, within.ends.year + 2):
        try:
            first, last = point.days(year)
        except ValueError:
            continue
        inside = (min(last, within.ends) - max(first, within.starts)).days + 1
        yield year, max(0, inside), (first - within.starts).days


def _with_prefix(text: str, when: When, *, ranged: bool) -> When:
    """Take in what stands before: "by", "before", "end of", "early", "from"."""
    match = _BEFORE.search(text, max(0, when.begin - _NEAR), when.begin)
    by = re.sub(r"\s+", " ", (match["by"] or "").lower()) if match else ""
    edge = ((match["edge"] or "").lower().split() or [""])[0] if match else ""
    if match and (by or edge):
        return _before(replace(when, begin=match.start()), by, edge, ranged)
    from_ = None if ranged else _FROM.search(text, max(0, when.begin - _NEAR), when.begin)
    onwards = None if ranged else _ONWARDS.match(text, when.end)
    if from_ or onwards:
        begin = from_.start() if from_ else when.begin
        return replace(when, begin=begin, end=onwards.end() if onwards else when.end, due=None)
    return when


def _before(when: When, by: str, edge: str, ranged: bool) -> When:
    when = _edge(when, edge) if edge and not ranged else when
    first, last = when.starts, when.due
    if first is None or last is None:
        return when
    if by in {"before", "prior to"}:
        return replace(when, starts=None, due=(last if edge == "end" else first) - timedelta(1))
    if by or edge == "end":
        return replace(when, starts=None)
    return when


def _edge(when: When, edge: str) -> When:
    """The early, middle or late third of a period; its end is its last day."""
    if edge == "end" or when.starts is None or when.due is None:
        return when
    third = ((when.due - when.starts).days + 1) // 3
    late_start = when.due - timedelta(third - 1)
    if edge in {"early", "start", "beginning"}:
        return replace(when, due=when.starts + timedelta(max(0, third - 1)), sure=False)
    if edge in {"mid", "middle"}:
        starts = when.starts + timedelta(third)
        return replace(when, starts=starts, due=late_start - timedelta(1), sure=False)
    return replace(when, starts=late_start, sure=False)
