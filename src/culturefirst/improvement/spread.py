"""How people scored one criterion, told so that nobody can be told apart.

Nothing is told of fewer than three. Of three or four it is told where the middle lies, never how
many chose what: three who all chose one level would each be known. A view ("partners") is told
apart only with three answers or more, and partners only where they are of more than one
organisation; others are put together, and where even these are too few, with the smallest of the
larger ones. How many of a view chose what is told only where each view has five or more: so no
difference between what is told of all and of parts is about fewer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from statistics import median

FEWEST, MANY = 3, 5
VIEWS = ("colleague", "partner", "councillor", "user")
Counts = Mapping[tuple[str, int | None], int]  # view and level; no level: it does not apply


class Tells(Enum):
    """How much of a group is told."""

    MIDDLE = 1
    WIDTH = 2  # the middle, and whether they lie close together
    COUNTS = 3


@dataclass(frozen=True)
class Group:
    """What those of one or more views said.

    ``levels``: how many chose each level, and ``apart``: how many none; neither is told of few.
    ``is_far``: they lie more than one level apart, unknown where only the middle is told.
    """

    views: tuple[str, ...]
    number: int
    median: float | None = None
    levels: Mapping[int, int] | None = None
    apart: int = 0
    is_far: bool | None = None

    @property
    def lowest(self) -> int | None:
        return min(self.levels or (), default=None)

    @property
    def highest(self) -> int | None:
        return max(self.levels or (), default=None)


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


def spread(counts: Counts, alone: frozenset[str] = frozenset(), *, by_view: bool = True) -> Spread:
    """What may be told of these answers; ``alone``: views whose answers are all of one body.

    Not ``by_view``: of all together alone, for pages that tell no more of hundreds.
    """
    sizes = dict.fromkeys(VIEWS, 0)
    for (view, _), times in counts.items():
        sizes[view] += times
    parts = parted(sizes, alone)
    if not parts:
        return Spread()
    there = tuple(view for view in VIEWS if sizes[view])
    whole = _group(there, counts, Tells.COUNTS if sum(sizes.values()) >= MANY else Tells.WIDTH)
    if len(parts) == 1 or not by_view:
        return Spread(whole)
    large = all(sum(sizes[view] for view in each) >= MANY for each in parts)
    tells = Tells.COUNTS if large else Tells.MIDDLE
    return Spread(whole, tuple(_group(each, counts, tells) for each in parts))


def in_words(group: Group) -> str:
    """What is told of a group, shortly: "1 to 4, median 3", "median 3, close together"."""
    if group.median is None:
        return ""
    if group.levels is not None:
        if group.lowest == group.highest:
            return f"all {group.lowest}"
        return f"{group.lowest} to {group.highest}, median {group.median:g}"
    close = {True: "", False: ", close together", None: ""}[group.is_far]
    return f"median {group.median:g}{close}"


def parted(sizes: Mapping[str, int], alone: frozenset[str] = frozenset()) -> list[tuple[str, ...]]:
    """The views that are told together: each group is large enough to be told, or there is none."""
    there = [view for view in VIEWS if sizes.get(view, 0)]
    large = [view for view in there if sizes[view] >= FEWEST and view not in alone]
    small = [view for view in there if view not in large]
    left = sum(sizes[view] for view in small)
    if small and (left < FEWEST or set(small) <= alone):
        if not large:
            return []
        nearest = min(large, key=lambda view: (sizes[view], VIEWS.index(view)))
        large.remove(nearest)
        small.append(nearest)
    groups: list[tuple[str, ...]] = [(view,) for view in large]
    return [*groups, tuple(sorted(small, key=VIEWS.index))] if small else groups


def _group(views: tuple[str, ...], counts: Counts, tells: Tells) -> Group:
    levels: dict[int, int] = {}
    apart = 0
    for (view, level), times in counts.items():
        if view not in views or not times:
            continue
        if level is None:
            apart += times
        else:
            levels[level] = levels.get(level, 0) + times
    every = sorted(level for level, times in levels.items() for _ in range(times))
    number = len(every) + apart
    if tells is Tells.COUNTS:
        middle = float(median(every)) if every else None
        is_far = every[-1] - every[0] > 1 if every else None
        return Group(views, number, middle, dict(sorted(levels.items())), apart, is_far)
    if len(every) < FEWEST:  # the middle of one or two would be what they chose
        return Group(views, number)
    is_far = every[-1] - every[0] > 1 if tells is Tells.WIDTH else None
    return Group(views, number, float(median(every)), is_far=is_far)
