"""How people scored one criterion, told so that nobody can be told apart.

Nothing is told of fewer than three. A view ("partners") is told apart only with three answers or
more; smaller ones are put together, and where even these are fewer than three, with the smallest
of the others: so no difference between what is told of all and of parts is about one or two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

FEWEST = 3
VIEWS = ("colleague", "partner", "councillor", "user")
Counts = Mapping[tuple[str, int | None], int]  # view and level; no level: it does not apply


@dataclass(frozen=True)
class Group:
    """What those of one or more views said: how many chose each level, ``apart``: no level."""

    views: tuple[str, ...]
    levels: Mapping[int, int]
    apart: int = 0

    @property
    def number(self) -> int:
        return sum(self.levels.values()) + self.apart

    @property
    def lowest(self) -> int | None:
        return min(self.levels, default=None)

    @property
    def highest(self) -> int | None:
        return max(self.levels, default=None)

    @property
    def median(self) -> float | None:
        every = [level for level, times in self.levels.items() for _ in range(times)]
        return float(median(every)) if every else None

    @property
    def width(self) -> int | None:
        """From the lowest to the highest level chosen, in levels."""
        if self.lowest is None or self.highest is None:
            return None
        return self.highest - self.lowest


@dataclass(frozen=True)
class Spread:
    """Of all, and of its parts where there are more than one; both empty for fewer than three."""

    whole: Group | None = None
    parts: tuple[Group, ...] = ()

    def of(self, view: str) -> Group | None:
        """What those of one view said, where they are told apart."""
        return next((each for each in self.parts if each.views == (view,)), None)

    @property
    def difference(self) -> float | None:
        """By how much colleagues score higher than partners, by their medians."""
        own, theirs = self.of("colleague"), self.of("partner")
        if own is None or theirs is None or own.median is None or theirs.median is None:
            return None
        return own.median - theirs.median


def spread(counts: Counts) -> Spread:
    """What may be told of these answers."""
    sizes = dict.fromkeys(VIEWS, 0)
    for (view, _), times in counts.items():
        sizes[view] += times
    parts = parted(sizes)
    if not parts:
        return Spread()
    there = tuple(view for view in VIEWS if sizes[view])
    whole = _group(there, counts)
    return Spread(whole, tuple(_group(each, counts) for each in parts) if len(parts) > 1 else ())


def parted(sizes: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The views that are told together: each group has three answers or more, or there is none."""
    large = [view for view in VIEWS if sizes.get(view, 0) >= FEWEST]
    small = [view for view in VIEWS if 0 < sizes.get(view, 0) < FEWEST]
    left = sum(sizes[view] for view in small)
    if small and left < FEWEST:
        if not large:
            return []
        nearest = min(large, key=lambda view: (sizes[view], VIEWS.index(view)))
        large.remove(nearest)
        small.append(nearest)
    groups: list[tuple[str, ...]] = [(view,) for view in large]
    return [*groups, tuple(sorted(small, key=VIEWS.index))] if small else groups


def _group(views: tuple[str, ...], counts: Counts) -> Group:
    levels: dict[int, int] = {}
    apart = 0
    for (view, level), times in counts.items():
        if view not in views or not times:
            continue
        if level is None:
            apart += times
        else:
            levels[level] = levels.get(level, 0) + times
    return Group(views, dict(sorted(levels.items())), apart)
