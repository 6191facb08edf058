"""What there is for how many, by authority and within reach of small areas, against the average."""

from dataclasses import dataclass

import numpy as np

from culturefirst.analysis import catchment
from culturefirst.analysis.need import against, supply_per
from culturefirst.intelligence.crossing.demand import DIGITS
from culturefirst.intelligence.crossing.ground import NOWHERE, Array, Ground

PER = 1000.0


@dataclass(frozen=True)
class Places:
    """Places that count: ``amount`` is what each has, not a number where that is not known.

    ``zone`` is the authority of each, or ``NOWHERE``; a place of which it is not known where has
    no number as ``easting``. ``guessed`` are those counted with the small area nearest to them.
    """

    keys: tuple[int, ...]
    names: tuple[str, ...]
    amount: Array
    zone: Array
    easting: Array
    northing: Array
    guessed: Array

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def known(self) -> Array:
        """Whether it is known how much each has."""
        return ~np.isnan(self.amount)

    @property
    def placed(self) -> Array:
        """Whether it is known where each is."""
        return ~np.isnan(self.easting)


@dataclass(frozen=True)
class Provision:
    """By row: ``number`` of places and ``unknown`` ones among them, what they have (``amount``).

    ``supply`` is for each thousand, ``whole`` the average of all.
    """

    number: Array
    unknown: Array
    amount: Array
    supply: Array
    whole: float

    @property
    def index(self) -> Array:
        """100 × supply here ÷ the average; not a number where nothing can be said."""
        if not self.whole > 0:
            return np.full(len(self.supply), np.nan)
        return np.round(against(self.supply, self.whole), DIGITS)


def of_zones(ground: Ground, places: Places, weight: Array) -> Provision:
    """By authority: Σ amount ÷ Σ weight × 1,000, places where they stand.

    Where no size at all is known of the places that there are, nothing is said.
    """
    held = ground.by_zone(weight)
    inside = places.zone != NOWHERE
    known = inside & places.known
    number = _summed(places.zone, inside, np.ones(len(places)), len(held))
    sized = _summed(places.zone, known, np.ones(len(places)), len(held))
    amount = _summed(places.zone, known, np.nan_to_num(places.amount), len(held))
    amount[(number > 0) & (sized == 0)] = np.nan
    total = float(held.sum())
    whole = PER * float(np.nansum(amount)) / total if total else 0.0
    return Provision(number, number - sized, amount, supply_per(amount, held, PER), whole)


def _summed(zone: Array, which: Array, values: Array, size: int) -> Array:
    at = zone[which].astype(np.intp)
    return np.bincount(at, values[which], size).astype(np.float64)[:size]


def reached(ground: Ground, places: Places, weight: Array, metres: int) -> Provision:
    """By small area: what is within so many metres, shared with all who reach it (2SFCA)."""
    held = np.nan_to_num(weight)
    reach, placed = reach_of(ground, places, held, metres)
    if reach is None:
        none = np.zeros(len(ground))
        return Provision(none, none, none, none, 0.0)
    known = places.known[placed]
    found = catchment.two_step(reach)
    number = reach.to_areas(np.ones(len(placed)))
    sized = reach.to_areas(known.astype(np.float64))
    amount = reach.to_areas(np.nan_to_num(places.amount[placed]))
    blind = (np.round(number) > 0) & (np.round(sized) == 0)
    score = np.where(blind, np.nan, PER * found.score)
    amount = np.where(blind, np.nan, amount)
    total = float(held.sum())
    whole = float(np.nansum(score * held)) / total if total else 0.0
    return Provision(np.round(number), np.round(number - sized), amount, score, whole)


def reach_of(
    ground: Ground, places: Places, weight: Array, metres: int
) -> tuple[catchment.Reach | None, Array]:
    """Who reaches which of the places that it is known where they are (their numbers)."""
    placed = np.flatnonzero(places.placed)
    if not len(placed) or not len(ground):
        return None, placed
    homes = catchment.Areas(ground.codes, ground.easting, ground.northing, np.nan_to_num(weight))
    spots = catchment.Facilities(
        tuple(str(places.keys[at]) for at in placed.tolist()),
        places.easting[placed].astype(np.int32),
        places.northing[placed].astype(np.int32),
        np.nan_to_num(places.amount[placed]),
    )
    travel = catchment.StraightLine(metres)
    # Every pair within reach counts alike.
    return catchment.Reach.of(homes, spots, travel, catchment.Even()), placed
