"""Lines of a target cell become typed targets: one function for each kind.

The order of the questions is the order of certainty: a change says so, then something that
comes back each year, then "in every", then a number, then a time, then nothing that ends.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from culturefirst.programme.reading import dates
from culturefirst.programme.reading.changes import is_compared, read_change
from culturefirst.programme.reading.coverage import read_coverage
from culturefirst.programme.reading.dates import Span, When
from culturefirst.programme.reading.document import Target
from culturefirst.programme.reading.limits import LINE_CHARACTERS
from culturefirst.programme.reading.quantities import amounts
from culturefirst.programme.reading.recurring import read_recurring
from culturefirst.programme.reading.words import KEEPING, MAKING

_CONDITION = re.compile(
    r"\b(?:pending|subject to|if (?:funding|approved|possible|successful)|where possible|tbc|tbd"
    r"|to be (?:confirmed|agreed)|provisional(?:ly)?|possibly|approx(?:imately)?|circa|roughly"
    r"|up to(?=\s+£?\d)|(?:about|around)(?=\s+\d)"
    r"|within\s+(?:an?|the\s+(?:next|first)|next|\d{1,2}|one|two|three|four|five|six|nine|twelve)"
    r"\s+(?:\d{1,2}\s+)?(?:days?|weeks?|months?|years?))\b|(?<![\w/])(?:c\.?|~)\s?(?=\d)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\bwithin\s+(?:\w+\s+){1,3}(?:days?|weeks?|months?|years?)\b", re.I)
_GOES_ON = re.compile(
    r"\b(?:on-?going|continu(?:e|es|ing|ous|ously)|as (?:necessary|needed|required|appropriate)"
    r"|when needed|throughout(?: the year)?|all year)\b",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"\bto be [a-z]+(?:ed|n|t)\b", re.IGNORECASE)
_DONE = re.compile(r"(?:\w+ed|in place|complete|available|live|held)[.)\s]*$", re.IGNORECASE)
_NUMBER_ALONE = re.compile(
    r"(?:(?P<noun>[^\W\d][^\d:]{2,40}?)\s*[:=]\s*)?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,7})", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:(?:total|the|no\.?|number|of|target)\s+)*", re.IGNORECASE)


def read_targets(lines: Sequence[str], within: Span | None) -> list[Target]:
    """The targets of a cell, one or more a line; see ``read_target``."""
    return [read_target(piece, within) for line in lines for piece in pieces(line, within)]


def read_target(text: str, within: Span | None) -> Target:
    """One promise as a typed target; ``sure`` is false where anything had to be guessed."""
    if len(text) > LINE_CHARACTERS:
        return Target(text, "ongoing", sure=False)
    found = dates.find(text, within)
    masked = dates.mask(text, found)
    target = _of_some_kind(text, masked, found)
    _date(target, found)
    if _CONDITION.search(text):
        target.sure = False
    return target


def pieces(line: str, within: Span | None) -> list[str]:
    """A line that holds several dated pieces of work, cut after each date.

    "Research June-Aug 11 Framework Sept-Nov 11" is two; "June 11 and November 11" is one.
    """
    found = dates.find(line, within)
    if len(found) < 2 or read_change(line, dates.mask(line, found)):
        return [line]
    cuts = [0, *(_after_brackets(line, when.end) for when in found)]
    parts = [line[begin:end] for begin, end in pairwise(cuts)]
    blank = dates.mask(line, found)
    bodies = [blank[begin:end] for begin, end in pairwise(cuts)]
    if not all(_says_something(body) for body in bodies):
        return [line]
    parts[-1] += line[cuts[-1] :]
    return [re.sub(r"^(?:[\s,;&.]|and\b|then\b)+", "", part).strip() for part in parts]


def _after_brackets(line: str, end: int) -> int:
    closing = re.match(r"\s*[)\].,;]+", line[end:])
    return end + closing.end() if closing else end


def _says_something(body: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", re.sub(r"\b(?:and|then|the|from|for)\b", "", body))
    return bool(words)


def _of_some_kind(text: str, masked: str, found: list[When]) -> Target:
    for kind in (read_change, read_recurring, read_coverage, _count):
        target = kind(text, masked)
        if target:
            return target
    return _without_number(text, masked, found)


def _date(target: Target, found: list[When]) -> None:
    if target.kind == "change":
        found = [when for when in found if not is_compared(target.text, when)]
    if not found:
        return
    target.sure = target.sure and all(when.sure for when in found)
    starts = [when.starts for when in found if when.starts]
    dues = [when.due for when in found if when.due]
    target.starts = min(starts) if starts and len(starts) == len(found) else None
    target.due = max(dues) if dues else None
    if len(found) > 1:
        target.sure = False


def _count(text: str, masked: str) -> Target | None:
    found = amounts(masked)
    if not found:
        return _number_alone(text, masked)
    first = found[0]
    return Target(text, "count", first.value, first.unit, sure=first.sure and len(found) == 1)


def _number_alone(text: str, masked: str) -> Target | None:
    """ "24" or "Sessions: 24", as registers of indicators print it."""
    match = _NUMBER_ALONE.fullmatch(masked.strip(" .;–"))
    if match is None:
        return None
    noun = _TOTAL.sub("", match["noun"], count=1).strip().lower() if match["noun"] else ""
    noun = re.sub(r"\s\w+ed$", "", noun)
    value = float(match["n"].replace(",", ""))
    return Target(text, "count", value, noun or None, sure=bool(noun))


def _without_number(text: str, masked: str, found: list[When]) -> Target:
    if _GOES_ON.search(masked):
        return Target(text, "ongoing")
    if found:
        return Target(text, "milestone")
    if _WITHIN.search(text):
        return Target(text, "milestone", sure=False)
    verb = (re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower()) or [""])[0]
    if _TO_BE.search(text) or _DONE.search(text) or verb in MAKING:
        return Target(text, "milestone", sure=False)
    return Target(text, "ongoing", sure=verb in KEEPING)


def dated(target: Target, starts: date | None, due: date | None) -> None:
    """Give a target the time of its row's time column, where its own words have none."""
    if target.starts is None and target.due is None:
        target.starts, target.due = starts, due
