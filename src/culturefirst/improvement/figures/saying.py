"""What people write into a figure's field, and what is kept of it.

A number; "not known"; "does not apply"; or nothing yet. Kept is a number, or ``None`` together
with the state; what nobody answered yet is not kept at all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from culturefirst.improvement.figures.core import Item
from culturefirst.kit.errors import DomainError

State = Literal["number", "unknown", "none"]
UNKNOWN, NONE = "not known", "does not apply"
WORDS: dict[str, State] = {
    UNKNOWN: "unknown", "unknown": "unknown", "n/k": "unknown", "nk": "unknown", "?": "unknown",
    NONE: "none", "not applicable": "none", "n/a": "none", "na": "none",
}  # fmt: skip
TOLD: dict[State, str] = {"unknown": UNKNOWN, "none": NONE}
PLAIN = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
LIMIT = 1e15


@dataclass(frozen=True)
class Said:
    """One answer."""

    state: State
    value: float | None = None


def understood(text: str, item: Item) -> Said | None:
    """The answer in a field, ``None`` where it is empty. Raises ``DomainError`` with a remedy."""
    plain = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text).strip().casefold()
    if not plain:
        return None
    if plain in WORDS:
        return Said(WORDS[plain])
    figures = plain.removeprefix("£").removesuffix(item.unit.casefold()).removesuffix("%")
    figures = figures.replace(" ", "").replace("£", "")
    if not PLAIN.fullmatch(figures):
        raise DomainError(
            f"“{text.strip()[:40]}” is not a number. Write figures only, such as 12500, or "
            f"“{UNKNOWN}”, or “{NONE}”."
        )
    value = float(figures.replace(",", "").replace("−", "-"))
    if abs(value) > LIMIT:
        raise DomainError("This number is too large. Take away noughts.")
    if item.whole and value != int(value):
        raise DomainError(f"Write a whole number of {_counted(item)}, without a point.")
    return Said("number", value)


def _counted(item: Item) -> str:
    return "pounds" if item.unit == "£" else item.unit


def written(key: str, values: Mapping[str, Any], states: Mapping[str, str]) -> str:
    """What stands in the field of what was kept."""
    if key not in values:
        return ""
    value = values[key]
    if value is None:
        return NONE if states.get(key) == "none" else UNKNOWN
    return f"{value:.0f}" if value == int(value) else repr(float(value))


def canonical(text: str, item: Item) -> str:
    """The same answer in one spelling, so that "12,500" typed over "12500" changes nothing."""
    said = understood(text, item)
    if said is None:
        return ""
    return written("it", {"it": said.value}, {"it": said.state})
