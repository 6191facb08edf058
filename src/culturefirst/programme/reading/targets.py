"""Lines of a target cell become typed targets: one function for each kind.

The order of the questions is the order of certainty: a change says so, then something that
comes back each year, then "in every", then a number, then a time, then nothing that ends.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from culturefirst.programme.reading import dates
from culturefirst.programme.reading.dates import Span, When
from culturefirst.programme.reading.document import Target
from culturefirst.programme.reading.limits import LINE_CHARACTERS
from culturefirst.programme.reading.quantities import Amount, amounts
from culturefirst.programme.reading.words import KEEPING, MAKING, is_plural, listed, plural

_CONDITION = re.compile(
    r"\b(?:pending|subject to|if (?:funding|approved|possible|successful)|where possible|tbc|tbd"
    r"|to be (?:confirmed|agreed)|provisional(?:ly)?|possibly|approx(?:imately)?|circa)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:on-?going|continu(?:e|es|ing|ous|ously)|as (?:necessary|needed|required|appropriate)"
    r"|when needed|throughout(?: the year)?|all year)\b",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"\bto be [a-z]+(?:ed|n|t)\b", re.IGNORECASE)
_UP = (
    r"increas(?:e|ed|es|ing)|rais(?:e|ed|ing)|rises?|rising|grow(?:th|n|s|ing)?|improv(?:e|ed|ing)"
)
_DOWN = r"reduc(?:e|ed|es|ing|tion)|cut|decreas(?:e|ed|es|ing)|lower(?:ed|ing)?|fall|drop|fewer"
_KEEP = r"maintain(?:ed|ing)?|sustain(?:ed|ing)?|hold|keep"
_TURN = re.compile(
    rf"\b(?:(?P<up>{_UP}|improvement)|(?P<down>{_DOWN})|(?P<keep>{_KEEP}))\b", re.IGNORECASE
)
_FIGURE = r"£?\s?(?P<{}>\d[\d,]*(?:\.\d+)?)(?:\s?(?:%|per\s?cent))?(?!\s*(?:st|nd|rd|th)\b)"
_CHANGE_PARTS = {
    "baseline": re.compile(
        r"\b(?:from|baseline(?: of)?:?)\s+" + _FIGURE.format("n"), re.IGNORECASE
    ),
    "goal": re.compile(r"\bto\s+(?:at\s+least\s+)?" + _FIGURE.format("n"), re.IGNORECASE),
    "quantity": re.compile(r"\bby\s+(?:at\s+least\s+)?" + _FIGURE.format("n"), re.IGNORECASE),
    "level": re.compile(r"\bat\s+(?:least\s+)?" + _FIGURE.format("n"), re.IGNORECASE),
}
_CHANGING = re.compile(
    r"(?:\b(?:number|level|amount) of|^\W*\w+(?:\s+(?:in|the|(?:number|level|amount)\s+of))*)\s+"
    r"(?P<noun>[^\W\d][\w-]*(?:\s[^\W\d][\w-]*){0,2}?)\s+(?:from|to|by|at)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?:\w+ed|in place|complete|available|live|held)[.)\s]*$", re.IGNORECASE)
_LEADING_SHARE = re.compile(r"(?P<n>\d[\d,.]*)\s?%\s+(?:\w+\s+){0,2}$")
_PERIODS = {
    "year": r"(?:per|a|each|every)\s+(?:year|annum)|p\.?\s?a\b\.?|annual(?:ly)?|yearly|/\s?year",
    "quarter": r"(?:per|a|each|every)\s+quarter(?!\s*\d)|quarterly",
    "month": r"(?:per|a|each|every)\s+month|monthly",
}
_PER = [
    (per, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE))
    for per, pattern in _PERIODS.items()
]
_OTHER_PER = [
    # What is printed, the period it is counted in, how many times to that period, and whether
    # that is certain.
    (re.compile(rf"(?<![\w-])(?:{pattern})\b", re.IGNORECASE), per, times, sure)
    for pattern, per, times, sure in (
        (
            r"twice (?:a|per|each|every) year|twice[- ]yearly|six[- ]monthly|half[- ]yearly"
            r"|every (?:six|6) months",
            "year",
            2,
            True,
        ),
        (r"bi-?annual(?:ly)?|biannual(?:ly)?", "year", 2, False),
        (r"every (?:two|2) months", "year", 6, True),
        (r"bi-?monthly", "year", 6, False),
        (r"fortnightly|every fortnight", "year", 26, True),
        (r"weekly|(?:per|a|each|every) week", "year", 52, True),
        (r"termly|(?:per|a|each|every) term", "year", 3, False),
    )
]
_EVERY = re.compile(
    r"\b(?:(?:in|for|across|with|to|from|covering|within|by|at|of)\s+)?"
    r"(?P<all>every|each|all)\s+(?:of\s+the\s+|the\s+)?(?:(?P<n>\d{1,4}(?![\d%]))\s+)?"
    r"(?:member\s+)?(?P<noun>(?:[a-z]+\s)?[A-Za-z][\w-]*)",
)
_PLACES = listed(
    "parish parishes community communities"
    " sub-region region district county borough authority council school library museum area"
    " forum partnership club member organisation site centre town ward theatre venue service"
    " authorities counties libraries"
)


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
    if len(found) < 2 or _change(line, dates.mask(line, found)):
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
    for kind in (_change, _recurring, _coverage, _count):
        target = kind(text, masked)
        if target:
            return target
    return _without_number(text, masked, found)


def _date(target: Target, found: list[When]) -> None:
    if not found:
        return
    target.sure = target.sure and all(when.sure for when in found)
    starts = [when.starts for when in found if when.starts]
    dues = [when.due for when in found if when.due]
    target.starts = min(starts) if starts and len(starts) == len(found) else None
    target.due = max(dues) if dues else None
    if len(found) > 1:
        target.sure = False


def _change(text: str, masked: str) -> Target | None:
    """ "Increase X from 48%", "reduce Y by 10%", "rise from 40 to 60", "maintain Z at 190"."""
    turn = _TURN.search(masked)
    if not turn:
        return None
    said = {part: _figure(pattern, masked) for part, pattern in _CHANGE_PARTS.items()}
    level = said.pop("level")
    target = Target(text, "change", direction="down" if turn["down"] else "up")
    if turn["keep"]:
        if level is None:
            return None
        said = {"baseline": level, "goal": level, "quantity": None}
    elif all(value is None for value in said.values()):
        return _unmeasured_change(text, masked, turn)
    target.baseline, target.goal = said["baseline"], said["goal"]
    target.quantity = said["quantity"]
    target.unit = _change_unit(masked)
    return target


def _unmeasured_change(text: str, masked: str, turn: re.Match[str]) -> Target | None:
    """ "10% increase in visits", or "Increase visits" with no figure at all (unsure)."""
    direction = "down" if turn["down"] else "up"
    share = _LEADING_SHARE.search(masked[: turn.start()])
    if share:
        quantity = float(share["n"].rstrip(".,").replace(",", ""))
        return Target(text, "change", quantity=quantity, unit="%", direction=direction)
    opens = not masked[: turn.start()].strip()
    plain = re.match(r"(?i)increase|raise|reduce|decrease", turn[0])
    if opens and plain and not amounts(masked):
        return Target(text, "change", direction=direction, sure=False)
    return None


def _figure(pattern: re.Pattern[str], masked: str) -> float | None:
    match = pattern.search(masked)
    return float(match["n"].replace(",", "").rstrip(".")) if match else None


def _change_unit(masked: str) -> str | None:
    if re.search(r"\d\s?(?:%|per\s?cent)", masked):
        return "%"
    if "£" in masked:
        return "£"
    named = _CHANGING.search(masked)
    if named and named["noun"].lower() not in {"rise", "increase", "fall"}:
        return named["noun"]
    units = [amount.unit for amount in amounts(masked) if amount.unit]
    return units[-1] if units else None


def _recurring(text: str, masked: str) -> Target | None:
    """A number that comes back: "6 e-bulletins per year", "1 annual event", "monthly news"."""
    for pattern, per, times, sure in _OTHER_PER:
        match = pattern.search(masked)
        if match:
            amount = _first(masked, match)
            quantity = (amount.value if amount else 1) * times
            unit = amount.unit if amount else None
            certain = sure and (amount is not None or times == 2)
            return Target(text, "recurring", quantity, unit, per, sure=certain)
    for per, pattern in _PER:
        match = pattern.search(masked)
        if match:
            return _per(text, masked, per, match)
    return None


def _per(text: str, masked: str, per: str, match: re.Match[str]) -> Target | None:
    amount = _first(masked, match)
    once = re.search(r"\b(?:once|one)\s*$", masked[: match.start()], re.IGNORECASE)
    if amount:
        # "4 quarterly meetings" are four in all, one a quarter; "1 annual event" is plain.
        spread = per != "year" and re.search(r"ly$", match[0]) and amount.begin < match.start()
        adjective = spread and masked[amount.end : match.start()].strip() == ""
        if adjective and amount.value > 1:
            return Target(text, "recurring", 1, amount.unit, per, sure=False)
        return Target(text, "recurring", amount.value, amount.unit, per, sure=amount.sure)
    if once:
        return Target(text, "recurring", 1, None, per)
    if masked != text and per == "year":
        return None  # "through annual survey … Jan 12" is done by a time
    return Target(text, "recurring", 1, None, per, sure=False)


def _first(masked: str, period: re.Match[str]) -> Amount | None:
    """The first amount outside the words of the period ("every 2 months")."""
    blanked = masked[: period.start()] + " " * len(period[0]) + masked[period.end() :]
    tight = re.sub(r"\s+", " ", blanked[period.start() :])
    found = amounts(blanked[: period.start()] + tight)
    return found[0] if found else None


def _coverage(text: str, masked: str) -> Target | None:
    """ "in every sub-region", "all 52 authorities", "each district"."""
    for match in _EVERY.finditer(masked):
        unit = _covered(match)
        if unit is None:
            continue
        quantity = float(match["n"]) if match["n"] else None
        outside = masked[: match.start()] + " " * len(match[0]) + masked[match.end() :]
        return Target(text, "coverage", quantity, unit, sure=not amounts(outside))
    return None


def _covered(match: re.Match[str]) -> str | None:
    words = match["noun"].split()
    for length in range(len(words), 0, -1):
        known = words[length - 1].lower()
        if known in _PLACES or known.rstrip("s") in _PLACES:
            return plural(" ".join(words[:length]))
    if match["n"] and is_plural(words[-1]):
        return " ".join(words)
    return None


def _count(text: str, masked: str) -> Target | None:
    found = amounts(masked)
    if not found:
        return None
    first = found[0]
    return Target(text, "count", first.value, first.unit, sure=first.sure and len(found) == 1)


def _without_number(text: str, masked: str, found: list[When]) -> Target:
    if _GOES_ON.search(masked):
        return Target(text, "ongoing")
    if found:
        return Target(text, "milestone")
    verb = (re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower()) or [""])[0]
    if _TO_BE.search(text) or _DONE.search(text) or verb in MAKING:
        return Target(text, "milestone", sure=False)
    return Target(text, "ongoing", sure=verb in KEEPING)


KindRule = Callable[[str, str], Target | None]


def dated(target: Target, starts: date | None, due: date | None) -> None:
    """Give a target the time of its row's time column, where its own words have none."""
    if target.starts is None and target.due is None:
        target.starts, target.due = starts, due
