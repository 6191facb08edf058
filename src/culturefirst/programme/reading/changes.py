"""Targets that move a figure: from a baseline, to a goal, by an amount, up or down."""

import re

from culturefirst.programme.reading.dates import When
from culturefirst.programme.reading.document import Target
from culturefirst.programme.reading.quantities import SCALE, amounts, scaled

_UP = (
    r"increas(?:e|ed|es|ing)|rais(?:e|ed|ing)|rises?|rising|rose|grow(?:th|n|s|ing)?"
    r"|improv(?:e|ed|ing)|improvement|up(?=\s+(?:by\s+)?£?\d)"
)
_DOWN = (
    r"reduc(?:e|ed|es|ing|tion)|cut|decreas(?:e|ed|es|ing)|lower(?:ed|ing)?|fall|drop|fewer"
    r"|down(?=\s+(?:by\s+|to\s+)?£?\d)"
)
_KEEP = r"maintain(?:ed|ing)?|sustain(?:ed|ing)?|keep"
_TURN = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<keep>{_KEEP}))\b(?!-)", re.IGNORECASE
)
# "double membership", "to halve complaints": by how many per cent, and which way.
_MULTIPLIED = re.compile(
    r"(?:^\W*|\b(?:to|and)\s+)(?P<word>double|treble|triple|halve)\s+(?=[a-z])", re.IGNORECASE
)
_TIMES = {"double": (2, "up"), "treble": (3, "up"), "triple": (3, "up"), "halve": (0.5, "down")}
_NOUN_TURNS = re.compile(r"(?i:growth|rises?|improve\w*|reduction|improvement)")
_OF_WHAT = re.compile(r"\s+(?:in|of|on|to|from|by|at|against|over)\b", re.IGNORECASE)
_FIGURE = (
    rf"£?\s?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<scale>{SCALE})?(?:\s?(?:%|per\s?cent))?"
    r"(?!\s*(?:st|nd|rd|th)\b|[\d.,]*\d)"
)
_PARTS = {
    part: re.compile(rf"\b{before}\s+{_FIGURE}", re.IGNORECASE)
    for part, before in (
        ("baseline", r"(?:from|baseline(?:\s+of)?:?)"),
        ("goal", r"to\s?(?:\s+at\s+least)?"),
        ("quantity", r"(?:by|up|down)(?:\s+at\s+least)?"),
        ("level", r"at(?:\s+least)?"),
    )
}
_FROM_TO = re.compile(r"\bfrom\s+£?\s?\d[\d,.]*\D{0,12}?\s+to\s+£?\s?\d", re.IGNORECASE)
_LEADING_SHARE = re.compile(r"(?P<n>\d[\d,.]{0,12})\s?%\s+(?:\w+\s+){0,2}$")
_NUMBER_OF = re.compile(
    r"\b(?:number|level|amount|rate|proportion|share) of\s+(?P<noun>[^\W\d][\w-]*)", re.IGNORECASE
)
_OPENING = re.compile(
    r"\s*(?:(?:in|the|our|of|overall|number|level|amount)\s+)*(?P<noun>[^\W\d][\w-]*"
    r"(?:\s[^\W\d][\w-]*){0,2}?)\s+(?:from|to|by|at)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^\W*(?:(?:the|our|overall)\s+)?(?P<noun>[^\W\d][\w-]*(?:\s[^\W\d][\w-]*)?)"
    r"\s+(?:(?:to|will|should|is|are)\s+)?(?:be\s+)?$",
    re.IGNORECASE,
)
# The time that a figure is compared with is not the time of the target.
_COMPARED = re.compile(
    r"\b(?:on|over|against|than|from|compared\s+(?:to|with)|relative\s+to|versus|vs\.?)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BASE = re.compile(r"\s*(?:baselines?|levels?|figures?|outturn|totals?|actuals?)\b", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"\d\d\s*[/–-]\s*(?:20)?\d\d")
_NEAR, _A_MONTH = 40, 27


def read_change(text: str, masked: str) -> Target | None:
    """ "Increase X from 48%", "reduce Y by 10%", "rise from 40 to 60", "maintain Z at 190"."""
    turn = _TURN.search(masked)
    if turn is None or not _turns(masked, turn):
        return _multiplied(text, masked) or _from_to(text, masked)
    said = {part: _figure(pattern, masked) for part, pattern in _PARTS.items()}
    level = said.pop("level")
    target = Target(text, "change", direction="down" if turn["down"] else "up")
    if turn["keep"]:
        if level is None:
            return None
        said = {"baseline": level, "goal": level, "quantity": None}
    elif all(value is None for value in said.values()):
        return _unmeasured(text, masked, turn)
    target.baseline, target.goal = said["baseline"], said["goal"]
    target.quantity = said["quantity"]
    target.unit = _unit(masked, turn)
    return target


def is_compared(text: str, when: When) -> bool:
    """Whether a long period is what a figure is compared with: "10% more than in 2010/11"."""
    if when.starts is None:
        return False
    if when.due is None:
        whole_year = _WHOLE_YEAR.search(text, when.begin, when.end)
        return bool(whole_year or _BASE.match(text, when.end))
    if (when.due - when.starts).days < _A_MONTH:
        return False
    before = _COMPARED.search(text, max(0, when.begin - _NEAR), when.begin)
    return bool(before or _BASE.match(text, when.end))


def _turns(masked: str, turn: re.Match[str]) -> bool:
    """ "Improvement training for 20 bodies" moves no figure."""
    if not _NOUN_TURNS.fullmatch(turn[0]):
        return True
    opens = not masked[: turn.start()].strip() and turn[0].lower() == "improve"
    share = _LEADING_SHARE.search(masked[max(0, turn.start() - _NEAR) : turn.start()])
    return bool(opens or share or _OF_WHAT.match(masked, turn.end()))


def _multiplied(text: str, masked: str) -> Target | None:
    """ "Double membership": by 100%, and a person should say from what."""
    match = _MULTIPLIED.search(masked)
    if match is None:
        return None
    times, direction = _TIMES[match["word"].lower()]
    base = _figure(_PARTS["baseline"], masked)
    target = Target(text, "change", abs(times - 1) * 100, "%", direction=direction, sure=False)
    if base is not None:
        target.baseline, target.goal = base, round(base * times, 6)
    return target


def _from_to(text: str, masked: str) -> Target | None:
    """ "Visits from 40 to 60": no verb says which way, the figures do."""
    if not _FROM_TO.search(masked):
        return None
    base, goal = (_figure(_PARTS[part], masked) for part in ("baseline", "goal"))
    if base is None or goal is None or base == goal:
        return None
    subject = _SUBJECT.match(masked[: masked.lower().find("from")])
    target = Target(text, "change", baseline=base, goal=goal, sure=False)
    target.direction = "up" if goal > base else "down"
    target.unit = _sign(masked) or (subject["noun"].lower() if subject else None)
    return target


def _unmeasured(text: str, masked: str, turn: re.Match[str]) -> Target | None:
    """ "10% increase in visits", or "Increase visits" with no figure at all (unsure)."""
    direction = "down" if turn["down"] else "up"
    share = _LEADING_SHARE.search(masked[max(0, turn.start() - _NEAR) : turn.start()])
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
    return scaled(match["n"], match["scale"]) if match else None


def _sign(masked: str) -> str | None:
    if re.search(r"\d\s?(?:%|per\s?cent)", masked):
        return "%"
    return "£" if "£" in masked else None


def _unit(masked: str, turn: re.Match[str]) -> str | None:
    """What moves: "number of members", "increase visits to", "membership rises"."""
    sign = _sign(masked)
    if sign:
        return sign
    named = (
        _NUMBER_OF.search(masked)
        or _OPENING.match(masked, turn.end())
        or _SUBJECT.match(masked[: turn.start()])
    )
    if named:
        noun = named["noun"]
        return noun if named.start() or noun[1:2].isupper() else noun[0].lower() + noun[1:]
    units = [amount.unit for amount in amounts(masked) if amount.unit]
    return units[-1] if units else None
