"""What a study's report is made of: figures, tables, parts; and how they are added up and told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.solving import Results
from culturefirst.kit.wording import figure, percent


@dataclass(frozen=True)
class Figure:
    """One figure of a part: what it is, as it is shown, and its base in words."""

    label: str
    shown: str
    base: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table: ``numeric`` says which columns hold numbers."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    numeric: tuple[bool, ...]
    empty: str = "There is nothing to show."


@dataclass(frozen=True)
class Part:
    """A section of the report."""

    key: str
    title: str
    says: tuple[str, ...] = ()
    warning: str = ""
    figures: tuple[Figure, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Told:
    """A run with its sums: ``zones`` are the authorities studied, in the order of their names."""

    inputs: Inputs
    results: Results
    headline: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "headline", headline(self.inputs, self.results))

    def zone(self, name: str) -> Array:
        """A value of each authority studied."""
        return self.results.zone[name][: len(self.inputs.zones)]

    @property
    def unit(self) -> str:
        return str(self.inputs.parameters["unit"])

    @property
    def places(self) -> str:
        """What the places are called."""
        return str(self.inputs.parameters["kinds"]).lower()


def headline(inputs: Inputs, results: Results) -> dict[str, float]:
    """The figures of the areas studied, all together."""
    last = len(inputs.zones)
    names = ("people", "within", "demand", "satisfied", "too_far", "no_room")
    told = {name: float(results.zone[name][:last].sum()) for name in names}
    own = ("places", "capacity", "used", "kept", "imported", "exported")
    return told | {name: float(results.zone[name][:last].sum()) for name in own}


def share(above: float, below: float) -> float | None:
    """A share, or ``None`` where there is nothing to divide by."""
    return above / below if below else None


def of(above: float, below: float, what: str) -> Figure:
    """A share with its base."""
    return Figure(what, percent(share(above, below)), f"{whole(above)} of {whole(below)}")


def whole(value: float) -> str:
    return figure(round(value))


def zone_name(told: Told, at: int) -> str:
    """An authority's name; of what lies outside the study, that it does."""
    return told.inputs.zones[at][1] if 0 <= at < len(told.inputs.zones) else "Outside the study"


def by_zone(
    told: Told, key: str, title: str, heads: tuple[str, ...], line: Any, order: Any = None
) -> Sheet:
    zone = {name: told.zone(name).tolist() for name in told.results.zone}
    names = [name for _, name in told.inputs.zones]
    places = range(len(names)) if order is None else [int(at) for at in order]
    rows = [(names[at], *line(at, zone)) for at in places]
    return Sheet(key, title, ("Authority", *heads), rows, (False, *(True for _ in heads)))


def for_each(above: float, below: float, each: int) -> float | None:
    found = share(above, below)
    return None if found is None else round(found * each, 2)


def in_percent(above: float, below: float) -> float | None:
    found = share(above, below)
    return None if found is None else rounded(found * 100)


def rounded(value: float) -> float:
    return round(float(value), 1)
