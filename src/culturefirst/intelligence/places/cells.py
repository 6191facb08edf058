"""Cells of a list of places to values: each says in a sentence what it cannot understand."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from culturefirst.intelligence.models import Asset
from culturefirst.kit import cells, clock
from culturefirst.kit.cells import Unclear

LONGEST = {
    "name": 200, "ref": 60, "operator": 200, "hours": 300, "owner": 200, "authority": 200,
    "address": 200, "address_2": 200, "address_3": 200, "town": 100, "authority_code": 20,
}  # fmt: skip
# What lists write where nothing is known: as good as an empty cell.
NOTHING = frozenset({"-", "–", "n/a", "na", "none", "null", "nan", "[unknown]", "unknown", "?"})
NOTHING_OR_EMPTY = NOTHING | {""}
NOT_KNOWN = NOTHING | {"not known", "notknown", "not recorded", "tbc"}
YES = frozenset({"y", "yes", "true", "1", "x", "✓"})
NO = frozenset({"n", "no", "false", "0"})
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", re.ASCII)
YEAR = re.compile(r"(1[0-9]{3}|20\d\d)(\.0)?", re.ASCII)
_STATUS = {
    Asset.Status.PLANNED: ("planned", "proposed", "1"),
    Asset.Status.BUILDING: ("under construction", "being built", "2"),
    Asset.Status.OPEN: (
        *("open", "operational", "3", "active", "in use", "current"),
        *("la", "lau", "cr", "c", "icl"),  # who runs a library, in lists of libraries: it is run
    ),
    Asset.Status.RESTING: (
        "temporarily closed", "temporary closure", "closed for a time", "4", "resting",
    ),
    Asset.Status.CLOSED: ("closed", "closed for good", "permanently closed", "5"),
    Asset.Status.UNKNOWN: ("not known", "unknown", "[unknown]", "8"),
}  # fmt: skip
STATUS = {word: status for status, words in _STATUS.items() for word in words}


def blank(text: str) -> bool:
    """Whether the cell says nothing; lists put remarks on that in square brackets."""
    said = text.casefold()
    return (
        said in NOTHING_OR_EMPTY
        or said.startswith("n/a ")
        or (said.startswith("[") and said.endswith("]"))
    )


def tidy_postcode(text: str) -> str:
    """A postcode in capitals with its space. Raises ``Unclear`` where it is none."""
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    if POSTCODE.fullmatch(plain):
        return f"{plain[:-3]} {plain[-3:]}"
    raise Unclear(f"“{text[:20]}” is not a postcode. Write it as CB7 4AF, or leave it empty.")


def status(text: str) -> str:
    """How a place stands, in our words or those of published lists."""
    if found := STATUS.get(text.casefold()):
        return str(found)
    return _one_of(text, Asset.Status, "how a place stands")


def amount(text: str) -> Decimal | None:
    """A capacity or hours; ``None`` where it says that it is not known."""
    if text.casefold() in NOT_KNOWN:
        return None
    try:
        found = Decimal(text.replace(",", "")).quantize(Decimal("0.1"))
    except InvalidOperation:
        raise Unclear(f"“{text[:30]}” is no number. Write figures such as 450.") from None
    if not found.is_finite() or found < 0:
        raise Unclear(f"“{text[:30]}” is below nought. Write what there is room for, or leave it.")
    if found >= 10**9:
        raise Unclear(f"“{text[:30]}” is too large to be right. Look at its unit.")
    return found


def hours_a_week(text: str) -> Decimal | None:
    """Hours of a week; there are 168."""
    found = amount(text)
    if found is not None and found > 168:
        raise Unclear(f"“{text[:20]}” is more than a week has: 168 hours. Correct it.")
    return found


def year(text: str) -> int:
    """A year in four figures."""
    if YEAR.fullmatch(text) and int(text[:4]) <= clock.today().year + 20:
        return int(text[:4])
    raise Unclear(f"“{text[:20]}” is not a year. Write it in four figures, such as 1974.")


def opening(text: str) -> date:
    """A day, or a year: its first day."""
    return date(year(text), 1, 1) if YEAR.fullmatch(text) else cells.day(text)


def closing(text: str) -> date:
    """A day, or a year: its last day, so that nothing counts as closed while it was open."""
    return date(year(text), 12, 31) if YEAR.fullmatch(text) else cells.day(text)


def past(text: str) -> date:
    """A day that has come."""
    found = cells.day(text)
    if found > clock.today():
        raise Unclear(f"{found:%d %B %Y} has not come yet. Correct the day.")
    return found


def has(text: str) -> str:
    """Yes, no, or not known."""
    said = text.casefold()
    if said in YES or said.startswith(("yes ", "yes-", "yes,")):
        return "yes"
    if said in NO:
        return "no"
    if said in NOT_KNOWN:
        return "unknown"
    raise Unclear(f"“{text[:30]}” is neither yes, no nor not known. Write one of these.")


def uprn(text: str) -> str:
    """A property's number, of at most twelve figures; what is none says nothing."""
    plain = text.removesuffix(".0").lstrip("0")
    if plain.isascii() and plain.isdigit() and len(plain) <= 12:
        return plain
    raise Unclear(f"“{text[:30]}” is not a UPRN: at most twelve figures. Leave it out.")


def words(column: str) -> Callable[[str], str]:
    """A text as it is, no longer than its field."""

    def read(text: str) -> str:
        most = LONGEST.get(column, 200)
        if len(text) > most:
            raise Unclear(f"This is longer than {most} letters. Shorten it.")
        return text

    return read


def _one_of(text: str, choices: Any, what: str) -> str:
    for value, label in choices.choices:
        if text.casefold() in (value, label.casefold()):
            return str(value)
    known = ", ".join(label for _, label in choices.choices)
    raise Unclear(f"“{text[:40]}” does not say {what}. Write one of: {known}.")


READERS: dict[str, Callable[[str], Any]] = {
    "postcode": tidy_postcode,
    "uprn": uprn,
    "status": status,
    "condition": lambda text: _one_of(text, Asset.Condition, "in which condition it is"),
    "significance": lambda text: _one_of(text, Asset.Significance, "for whom it matters"),
    "capacity": amount,
    "peak_hours": hours_a_week,
    "built": year,
    "opened": opening,
    "closed": closing,
    "known_since": past,
    "verified_on": past,
    "roles": lambda text: [each[:60] for each in cells.parts(text, ";,")][:10],
} | {name: words(name) for name in LONGEST}
