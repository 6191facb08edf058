"""What somebody would change, as plain data: to be kept, to stand in an address, to be worked out.

In an address a change is one value with parts parted by ``~``: ``close~12``, ``resize~12~300``,
``move~12~545000~258000``, ``open~545000~258000~300~A new one``, ``growth~E01000001~1200``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from culturefirst.intelligence.ground import EAST_END, NORTH_END
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.ways import estimate_in_words
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import figure, one_line

MOST = 40
PARTED = "~"
NEW = "new"  # before the number of a place that a scenario opens


@dataclass(frozen=True)
class Change:
    """One change. ``units`` is in the unit of the places; ``people`` are housing growth's."""

    what: str
    code: str = ""
    easting: int = 0
    northing: int = 0
    units: float = 0.0
    people: float = 0.0
    name: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return {name: value for name, value in vars(self).items() if value}

    @property
    def address(self) -> str:
        """As it stands in an address."""
        spot = (str(self.easting), str(self.northing))
        parts: dict[str, Sequence[str]] = {
            "close": (self.code,),
            "resize": (self.code, f"{self.units:g}"),
            "move": (self.code, *spot),
            "open": (*spot, f"{self.units:g}", self.name),
            "growth": (self.code, f"{self.people:g}"),
        }
        return PARTED.join((self.what, *parts[self.what]))


def read(addresses: Iterable[str], inputs: Inputs) -> tuple[Change, ...]:
    """The changes of an address; a later one of the same place takes the earlier's stead."""
    found: dict[Any, Change] = {}
    for number, text in enumerate(addresses):
        change = _read(text, inputs)
        key = (change.what, number) if change.what == "open" else _about(change)
        found.pop(key, None)
        found[key] = change
    if len(found) > MOST:
        raise DomainError(f"A scenario has at most {MOST} changes. Take some out.")
    return tuple(found.values())


def stored(rows: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    """The changes as they were stored."""
    return tuple(Change(**row) for row in rows)


def _about(change: Change) -> tuple[str, str]:
    return ("area" if change.what == "growth" else "place", change.code)


def _read(text: str, inputs: Inputs) -> Change:
    what, *parts = text.split(PARTED, 4)
    try:
        change = _parsed(what, parts)
    except (ValueError, IndexError, OverflowError) as fault:
        raise DomainError(f"“{text[:60]}” is no change. Choose one with the form.") from fault
    _check(change, inputs)
    return change


def _parsed(what: str, parts: Sequence[str]) -> Change:
    if what == "close":
        return Change(what, parts[0])
    if what == "resize":
        return Change(what, parts[0], units=_number(parts[1]))
    if what == "move":
        return Change(what, parts[0], int(parts[1]), int(parts[2]))
    if what == "open":
        east, north, units = int(parts[0]), int(parts[1]), _number(parts[2])
        name = one_line(parts[3] if len(parts) > 3 else "")[:80]
        return Change(what, "", east, north, units, name=name or "A new place")
    if what == "growth":
        return Change(what, parts[0], people=_number(parts[1]))
    raise ValueError(what)


def _number(text: str) -> float:
    found = float(text.replace(",", "").replace(" ", ""))
    if not 0 < found < 1e9:
        raise ValueError(text)
    return found


def _check(change: Change, inputs: Inputs) -> None:
    if change.what == "growth":
        if change.code not in inputs.areas.codes:
            raise DomainError(f"There is no area “{change.code}” in this study. Choose one of it.")
    elif change.what != "open" and change.code not in inputs.places.codes:
        raise DomainError(f"There is no place “{change.code}” in this study. Choose one of it.")
    if change.what in ("move", "open"):
        on_grid = 0 < change.easting < EAST_END and 0 < change.northing < NORTH_END
        if not on_grid:
            raise DomainError(
                f"{change.easting}, {change.northing} is not on the British National Grid. "
                "Give easting and northing in whole metres."
            )


def in_words(change: Change, inputs: Inputs) -> tuple[str, str]:
    """What it is about, and what would be: "Ely library", "closed"."""
    unit = inputs.parameters.get("unit", "")
    if change.what == "growth":
        place = inputs.areas.names[inputs.areas.codes.index(change.code)] or change.code
        return place, f"{figure(change.people)} more people"
    if change.what == "open":
        return f"New: {change.name}", f"{figure(change.units)} {unit}".strip() + _guessed(inputs)
    name = inputs.places.names[inputs.places.codes.index(change.code)]
    if change.what == "close":
        return name, "closed"
    if change.what == "resize":
        return name, f"{figure(change.units)} {unit}".strip()
    return name, f"moved to {change.easting}, {change.northing}{_guessed(inputs)}"


def estimated(changes: Iterable[Change], inputs: Inputs) -> str:
    """How minutes were estimated, where one of the changes needed it; else empty."""
    new = any(change.what in ("open", "move") for change in changes)
    return estimate_in_words(inputs) if new else ""


def _guessed(inputs: Inputs) -> str:
    """That a table has no minutes to a new spot, so that they are estimated."""
    return "" if inputs.times is None else " (minutes estimated)"
