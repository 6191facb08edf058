"""Section rows ("Programme 1.1: …") and the title of the whole document."""

import re
from dataclasses import dataclass
from datetime import date

from culturefirst.programme.reading import dates
from culturefirst.programme.reading.dates import Span
from culturefirst.programme.reading.words import clean

_PRIORITY = r"priorit(?:y|ies)|aim|goal|theme|objective|pillar|ambition|outcome area"
_PROGRAMME = r"programme|strand|project area|workstream|work stream|sub-theme|package"
_SECTION = re.compile(
    rf"(?P<before>(?:[\w’'&-]+\s+){{0,5}}?)(?P<word>{_PRIORITY}|{_PROGRAMME}|section)\s*"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?(?!\d)|[A-Z](?=\s*[:.–—-])|[IVX]+(?=\s*[:.–—-])|one|two|three|four"
    r"|five|six)?\s*(?P<mark>:|[.–—-](?=\s)|$)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE_NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.:)]?\s+(?P<title>[A-Z].*)", re.DOTALL)
_TITLE = re.compile(
    r"\b(?:work\s*programme|work\s*plan|(?:action|business|delivery|improvement|annual|service"
    r"|strategic|operational)\s+plan|programme of work|plan|programme|strategy)\b",
    re.IGNORECASE,
)
_WORK = re.compile(r"\bwork\s*(?:programme|plan)\b", re.IGNORECASE)
_A_MONTH = 27
_CALENDAR = re.compile(r"(?<![\d./–-])(20\d\d)(?![\d/])")


@dataclass(frozen=True)
class Heading:
    """A section row: ``level`` is "priority" or "programme"."""

    level: str
    number: str | None
    title: str | None


def read_heading(text: str) -> Heading | None:
    """The heading that a cell holds, or None. "Culture First Priority 1: Advice" is one."""
    text = clean(text)
    match = _SECTION.fullmatch(text) if len(text) < 400 else None
    if match is None or not (match["number"] or match["mark"]):
        return None
    if not match["number"] and (match["before"] or match["mark"] != ":"):
        return None
    title = clean(match["title"]) or None
    word = match["word"].lower()
    level = "priority" if re.fullmatch(_PRIORITY + "|section", word) else "programme"
    return Heading(level, match["number"], title)


def column_heading(text: str, level: str) -> Heading:
    """The value of a priority or programme column: "1. Advice", "Priority 1: Advice", "Advice"."""
    text = clean(text)
    heading = read_heading(text)
    if heading:
        return Heading(level, heading.number, heading.title)
    numbered = _BARE_NUMBER.fullmatch(text)
    if numbered:
        return Heading(level, numbered["number"], clean(numbered["title"]))
    if re.fullmatch(r"\d+(?:\.\d+)*", text):
        return Heading(level, text, None)
    return Heading(level, None, text or None)


def find_title(lines: list[str]) -> int | None:
    """The place of the line that reads as the title of a work programme, best with a year."""
    best: tuple[int, int] | None = None
    for place, line in enumerate(lines):
        if not _TITLE.search(line) or len(line) > 200 or read_heading(line):
            continue
        dated = bool(period(line))
        score = 4 * dated + 2 * bool(_WORK.search(line)) + (len(line) < 80)
        if (dated or _WORK.search(line) or place == 0) and (best is None or score > best[0]):
            best = (score, place)
    return best[1] if best else None


def period(text: str) -> Span | None:
    """The period that a title or a line states: "2011-12", "April 2011 – March 2012", "2012"."""
    for when in dates.find(text):
        if not (when.starts and when.due and when.years and when.sure):
            continue
        if (when.due - when.starts).days > _A_MONTH:
            return Span(when.starts, when.due)
    years = _CALENDAR.findall(text)
    if years and 2000 <= int(years[0]) < 2099:
        return financial_year(date(int(years[0]), 4, 1))
    return None


def financial_year(day: date) -> Span:
    """The financial year (1 April to 31 March) that a day lies in."""
    first = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return Span(date(first, 4, 1), date(first + 1, 3, 31))
