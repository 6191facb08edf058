"""Minutes from areas to places, as a routing tool told them: plain arrays, no database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from culturefirst.intelligence.studying.frozen import Array, Frozen, freeze, thaw

WALK, TRANSIT, CAR, ONE = "walk", "transit", "car", ""
MODES = {WALK: "walking", TRANSIT: "public transport", CAR: "car"}
ARRAYS = ("area", "place", "mode", "minutes")


@dataclass(frozen=True)
class Times:
    """An entry for each pair that is known: numbers of the area, place and mode, and minutes.

    ``modes`` are the keys of ``MODES``, or ``ONE`` where the table does not tell them apart. A
    pair that has no entry has no way that the tool found.
    """

    areas: tuple[str, ...]
    places: tuple[str, ...]
    modes: tuple[str, ...]
    area: Array
    place: Array
    mode: Array
    minutes: Array

    def frozen(self) -> Frozen:
        """As bytes with their digest."""
        head = {"areas": self.areas, "places": self.places, "modes": self.modes}
        return freeze(head, {name: getattr(self, name) for name in ARRAYS})

    def __len__(self) -> int:
        return len(self.minutes)

    def of_modes(self, modes: Collection[str]) -> "Times":
        """Only entries of these modes."""
        keep = np.isin(self.mode, [at for at, each in enumerate(self.modes) if each in modes])
        return replace(self, **{name: getattr(self, name)[keep] for name in ARRAYS})

    def known(self) -> tuple[set[str], set[str]]:
        """The areas and the places that any entry is about."""
        return (
            {self.areas[at] for at in np.unique(self.area)},
            {self.places[at] for at in np.unique(self.place)},
        )

    def longest(self, mode: str) -> float:
        """The longest way of a mode; 0 where it has none."""
        own = self.minutes[self.mode == self.modes.index(mode)]
        return float(own.max(initial=0))

    def part(
        self, areas: Sequence[str], places: Sequence[str], limits: Mapping[str, float]
    ) -> "Times":
        """Entries of these areas and places, numbered in their order, within their mode's limit."""
        most = np.array([limits.get(each, -1.0) for each in self.modes])
        area = _numbers(self.areas, areas)[self.area]
        place = _numbers(self.places, places)[self.place]
        keep = (area >= 0) & (place >= 0) & (self.minutes <= most[self.mode])
        return Times(
            tuple(areas),
            tuple(places),
            self.modes,
            area[keep],
            place[keep],
            self.mode[keep],
            self.minutes[keep],
        )


def read_times(content: bytes) -> Times:
    """Minutes as they were frozen."""
    head, arrays = thaw(content)
    return Times(
        tuple(head["areas"]),
        tuple(head["places"]),
        tuple(head["modes"]),
        *(arrays[name] for name in ARRAYS),
    )


def _numbers(own: Sequence[str], wanted: Sequence[str]) -> Array:
    """Where each of ours stands among those wanted; −1 where it does not."""
    at = {code: number for number, code in enumerate(wanted)}
    return np.array([at.get(code, -1) for code in own], np.int32)
