"""Targets that come back: "6 e-bulletins per year", "1 annual event", "monthly newsletter"."""

import re

from culturefirst.programme.reading.document import Target
from culturefirst.programme.reading.quantities import Amount, amounts, unit_after

_PERIODS = {
    "year": r"(?:per|a|each|every)\s+(?:year|annum)|p\.?\s?a\b\.?|annual(?:ly)?|yearly|/\s?year",
    "quarter": r"(?:per|a|each|every)\s+quarter(?!\s*\d)|quarterly",
    "month": r"(?:per|a|each|every)\s+month|monthly",
}
_PER = [
    (per, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE))
    for per, pattern in _PERIODS.items()
]
_IN_A_YEAR = {"year": 1, "quarter": 4, "month": 12}
_OTHER_PER = [
    # What is printed, the period it is counted in, how many times to that period, and whether
    # that is certain.
    (re.compile(rf"(?<![\w-])(?:{pattern})\b", re.IGNORECASE), per, times, sure)
    for pattern, per, times, sure in (
        (
            r"twice (?:a|per|each|every) year|twice[- ]yearly|six[- ]monthly|half[- ]yearly"
            r"|every (?:six|6) months",
            *("year", 2, True),
        ),
        (r"bi-?annual(?:ly)?|biannual(?:ly)?", "year", 2, False),
        (r"every (?:two|2) months", "year", 6, True),
        (r"bi-?monthly", "year", 6, False),
        (r"fortnightly|every fortnight", "year", 26, True),
        (r"weekly|(?:per|a|each|every) week", "year", 52, True),
        (r"termly|(?:per|a|each|every) term", "year", 3, False),
    )
]
_BARE = re.compile(r"(?<![\w.,/£-])(?P<n>\d{1,5})\s*$")
_ONCE = re.compile(r"\b(?:once|one)\s*$", re.IGNORECASE)
_NEAR = 40


def read_recurring(text: str, masked: str) -> Target | None:
    """A number and the period it comes back in; unsure where the number is not printed."""
    for pattern, per, times, sure in _OTHER_PER:
        match = pattern.search(masked)
        if match:
            return _times(text, masked, match, per, times, sure)
    for per, pattern in _PER:
        match = pattern.search(masked)
        if match:
            return _per(text, masked, per, match)
    return None


def _times(
    text: str, masked: str, match: re.Match[str], per: str, times: int, sure: bool
) -> Target:
    amount = _first(masked, match)
    if amount is None:
        unit = _what_comes(masked, match)
        return Target(text, "recurring", times, unit, per, sure=sure and times == 2)
    if _counts_all(masked, amount, match) and amount.value > 1:
        # "6 weekly sessions" are six in all.
        return Target(text, "count", amount.value, amount.unit, sure=False)
    quantity = amount.value * times
    return Target(text, "recurring", quantity, amount.unit, per, sure=sure and amount.sure)


def _per(text: str, masked: str, per: str, match: re.Match[str]) -> Target | None:
    amount = _first(masked, match)
    if amount:
        return _of_amount(text, masked, per, match, amount)
    before = masked[max(0, match.start() - _NEAR) : match.start()]
    bare = _BARE.search(before)
    if bare:
        return Target(text, "recurring", float(bare["n"]), None, per, sure=False)
    if _ONCE.search(before):
        return Target(text, "recurring", 1, None, per)
    if masked != text and per == "year":
        return None  # "through annual survey … Jan 12" is done by a time
    return Target(text, "recurring", 1, _what_comes(masked, match), per, sure=False)


def _of_amount(text: str, masked: str, per: str, match: re.Match[str], amount: Amount) -> Target:
    """ "4 quarterly meetings" are four in all, one a quarter; "1 annual event" is plain.

    "4 newsletters (quarterly)" may be either, so that a person should look.
    """
    if per != "year" and amount.value > 1 and _counts_all(masked, amount, match):
        return Target(text, "recurring", 1, amount.unit, per, sure=False)
    adverb = match[0].lower().endswith("ly") and per != "year"
    sure = amount.sure and not (adverb and amount.value == _IN_A_YEAR[per])
    return Target(text, "recurring", amount.value, amount.unit, per, sure=sure)


def _counts_all(masked: str, amount: Amount, match: re.Match[str]) -> bool:
    """Whether number and period stand together: "4 quarterly"."""
    if not match[0].lower().endswith("ly") or amount.begin >= match.start():
        return False
    return masked[amount.end : match.start()].strip() == ""


def _what_comes(masked: str, match: re.Match[str]) -> str | None:
    """The noun after "monthly" or "annual"."""
    if not re.search(r"(?:ly|al)$", match[0].lower()):
        return None
    unit = unit_after(masked, match.end(), one=True)
    return unit.lower() if unit and unit[1:2].islower() else unit


def _first(masked: str, period: re.Match[str]) -> Amount | None:
    """The first amount outside the words of the period ("every 2 months")."""
    blanked = masked[: period.start()] + " " * len(period[0]) + masked[period.end() :]
    tight = re.sub(r"\s+", " ", blanked[period.start() :])
    found = amounts(blanked[: period.start()] + tight)
    return found[0] if found else None
