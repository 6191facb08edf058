"""The rows of a list as what they say of places, and what in them cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from culturefirst.intelligence.models import AssetKind
from culturefirst.intelligence.places import coordinates
from culturefirst.intelligence.places.cells import READERS, blank, has
from culturefirst.intelligence.places.columns import HAS, titled
from culturefirst.intelligence.places.facts import plain_name
from culturefirst.kit import cells
from culturefirst.kit.cells import Unclear

LEAVE = "leave"
EMPTY = "empty"  # what becomes of cells that are not understood
NEEDED = ("name", "kind")
PLACED = (("easting", "northing"), ("latitude", "longitude"))
ADDRESS = ("address", "address_2", "address_3", "town")


@dataclass(frozen=True)
class Fault(cells.Fault):
    """What stands in the way of an import, or should be looked at: where, and the remedy.

    ``outside`` is of a place that lies outside of the network's area.
    """

    outside: bool = False

    @property
    def titled(self) -> str:
        return titled(self.column)


@dataclass
class Brought:
    """What one row says of a place: values by field; what it does not say is not in ``said``.

    ``facilities`` are yes, no and unknown by element; ``authority`` and ``owner`` as written.
    """

    row: int
    said: dict[str, Any] = field(default_factory=dict)
    facilities: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    kind: AssetKind | None = None
    left_out: str = ""

    @property
    def name(self) -> str:
        return str(self.said.get("name", ""))

    @cached_property
    def plain(self) -> str:
        """Its name for comparing; asked for once its cells are read."""
        return plain_name(self.name)

    @property
    def postcode(self) -> str:
        return str(self.said.get("postcode", ""))

    @property
    def point(self) -> tuple[int, int] | None:
        return (self.said["easting"], self.said["northing"]) if "easting" in self.said else None


class Words:
    """Which kind the words of a list mean: those of the kinds, and those that a person settled."""

    def __init__(self, kinds: Iterable[AssetKind], settled: Mapping[str, str]) -> None:
        self._kinds = {kind.key: kind for kind in kinds if kind.retired_on is None}
        self._known = {
            plain_name(word): kind
            for kind in self._kinds.values()
            for word in (kind.key, kind.name, *kind.called, *kind.active_places)
        }
        self._settled = settled
        self._asked = {
            kind.pk: frozenset(each["key"] for each in kind.elements)
            for kind in self._kinds.values()
        }
        self._told: dict[str, AssetKind | str | None] = {}

    def asks(self, kind: AssetKind | None, element: str) -> bool:
        """Whether places of the kind are asked for the element."""
        return kind is not None and element in self._asked.get(kind.pk, ())

    def kind(self, words: str) -> AssetKind | str | None:
        """The kind, ``LEAVE`` where such rows are left out, ``None`` where nobody knows."""
        if words not in self._told:
            self._told[words] = self._look(words)
        return self._told[words]

    def _look(self, words: str) -> AssetKind | str | None:
        plain = plain_name(words)
        told = self._settled.get(plain, "")
        if told == LEAVE:
            return LEAVE
        return self._kinds.get(told) or self._known.get(plain) or self._known.get(_one(plain))

    def keyed(self, key: str) -> AssetKind | None:
        return self._kinds.get(key)


def understood(
    rows: Sequence[Sequence[Any]], mapping: Mapping[str, int], words: Words, rest: Mapping[str, Any]
) -> tuple[list[Brought], dict[str, int]]:
    """Each row's cells as values with its faults, and the words for kinds that nobody knows."""
    unknown: dict[str, int] = {}
    return [_row(number, told, mapping, words, rest, unknown) for number, *told in rows], unknown


def _row(
    number: int,
    told: Sequence[str],
    mapping: Mapping[str, int],
    words: Words,
    rest: Mapping[str, Any],
    unknown: dict[str, int],
) -> Brought:
    row = Brought(int(number))
    cell = {name: told[at] for name, at in mapping.items() if at < len(told) and told[at]}
    _kind(row, cell.get("kind", ""), words, str(rest.get("kind", "")), unknown)
    if row.left_out:
        return row
    for name, text in cell.items():
        if name in READERS and not blank(text):
            _read(row, name, text)
        elif name.startswith(HAS) and not blank(text):
            _element(row, name, text, words)
    _address(row)
    _place(row, cell)
    if not row.name and not any(fault.column == "name" for fault in row.faults):
        row.faults.append(Fault(row.row, "name", "The row names no place. Give its name."))
    _days(row)
    _forgive(row, rest)
    return row


def _forgive(row: Brought, rest: Mapping[str, Any]) -> None:
    """Take cells that are not understood as empty, where somebody said so of all or of a column."""
    everything, some = rest.get("unclear") == EMPTY, rest.get("empty", ())
    if row.faults and (everything or some):
        kept, row.faults = row.faults, []
        for each in kept:
            forgiven = each.column not in NEEDED and (everything or each.column in some)
            (row.notes if forgiven else row.faults).append(each)


def _kind(row: Brought, text: str, words: Words, usual: str, unknown: dict[str, int]) -> None:
    found = words.kind(text) if text and not blank(text) else words.keyed(usual)
    if found == LEAVE:
        row.left_out = f"“{text[:40]}” is left out"
    elif isinstance(found, AssetKind):
        row.kind = found
    elif text and not blank(text):
        unknown[text] = unknown.get(text, 0) + 1
        says = f"No kind of place here is called “{text[:40]}”. Say above which one is meant."
        row.faults.append(Fault(row.row, "kind", says))
    else:
        says = "The row does not say what kind of place it is. Choose a kind for such rows above."
        row.faults.append(Fault(row.row, "kind", says))


def _read(row: Brought, name: str, text: str) -> None:
    try:
        value = READERS[name](text)
    except Unclear as unclear:
        row.faults.append(Fault(row.row, name, str(unclear)))
    else:
        if value is not None:
            row.said[name] = value


def _element(row: Brought, name: str, text: str, words: Words) -> None:
    key = name.removeprefix(HAS)
    if not words.asks(row.kind, key):
        return
    try:
        row.facilities[key] = has(text)
    except Unclear as unclear:
        row.faults.append(Fault(row.row, name, str(unclear)))


def _address(row: Brought) -> None:
    lines = [row.said.pop(name) for name in ADDRESS if name in row.said]
    if told := ", ".join(dict.fromkeys(line.strip(" ,") for line in lines if line.strip(" ,"))):
        row.said["address"] = told[:300]


def _place(row: Brought, cell: Mapping[str, str]) -> None:
    """Where it is, in metres of the grid; the grid comes before degrees where a list has both."""
    for pair, read in zip(PLACED, (coordinates.on_grid, coordinates.from_degrees), strict=True):
        given = [cell[name] for name in pair if not blank(cell.get(name, ""))]
        if len(given) == 1:
            missing = next(name for name in pair if blank(cell.get(name, "")))
            says = f"There is one half of the place only. Give the {missing}, or leave out both."
            row.faults.append(Fault(row.row, missing, says))
            return
        if given:
            try:
                row.said["easting"], row.said["northing"] = read(*given)
            except Unclear as unclear:
                row.faults.append(Fault(row.row, pair[0], str(unclear)))
            return


def _days(row: Brought) -> None:
    opened, closed = row.said.pop("opened", None), row.said.pop("closed", None)
    if opened and closed and closed < opened:
        says = "It is said to have closed before it opened. Correct one of the two."
        row.faults.append(Fault(row.row, "closed", says))
        closed = None
    row.said |= {
        name: day for name, day in (("opened_on", opened), ("closed_on", closed)) if day is not None
    }
    if closed and "status" not in row.said:
        row.said["status"] = "closed"


def _one(plain: str) -> str:
    """The word in the singular, as lists name kinds in the plural."""
    return plain.removesuffix("s")
