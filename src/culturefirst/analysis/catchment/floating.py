"""Floating catchments: how much capacity there is for each person, where catchments overlap.

All three give Aᵢ, the score of an area, in capacity for each unit of demand (places a person, say),
and Rⱼ, the ratio of a facility, in the same unit. w is the weight of the pair (see ``Reach``), P
demand, S capacity. Scores add up: Σᵢ Pᵢ Aᵢ is the capacity of all facilities that anybody reaches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.numbers import vector
from culturefirst.analysis.catchment.parts import Floats
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import quotient

Flags = NDArray[np.bool_]
Numbers = NDArray[Any] | Sequence[float] | None


@dataclass(frozen=True)
class Accessibility:
    """``score`` and ``within_reach`` by area, ``ratio`` by facility.

    An area that reaches no open facility is not within reach and scores 0, never NaN. A facility
    that nobody reaches has the ratio 0: its capacity serves nobody.
    """

    score: Floats
    ratio: Floats
    within_reach: Flags


def two_step(reach: Reach, demand: Numbers = None, capacity: Numbers = None) -> Accessibility:
    """2SFCA: Rⱼ = Sⱼ ÷ Σᵢ Pᵢ and Aᵢ = Σⱼ Rⱼ over the pairs within reach, whatever their weight.

    Luo and Wang 2003, Environment and Planning B 30: 865–884. ``demand`` and ``capacity`` stand in
    for those of the places.
    """
    return enhanced_two_step(reach.even(), demand, capacity)


def enhanced_two_step(
    reach: Reach, demand: Numbers = None, capacity: Numbers = None
) -> Accessibility:
    """E2SFCA: Rⱼ = Sⱼ ÷ Σᵢ wᵢⱼ Pᵢ and Aᵢ = Σⱼ wᵢⱼ Rⱼ.

    Luo and Qi 2009, Health & Place 15: 1100–1107, with steps; with a Gaussian Dai 2010, Health &
    Place 16: 1038–1052.
    """
    people, places = _given(reach, demand, capacity)
    ratio = quotient(places, reach.to_facilities(people))
    return _found(reach, reach.to_areas(ratio), ratio, places)


def three_step(reach: Reach, demand: Numbers = None, capacity: Numbers = None) -> Accessibility:
    """3SFCA: people choose, so that many facilities near by do not each claim all of them.

    Gᵢⱼ = wᵢⱼ ÷ Σₖ wᵢₖ over the open facilities k within reach; Rⱼ = Sⱼ ÷ Σᵢ Gᵢⱼ wᵢⱼ Pᵢ;
    Aᵢ = Σⱼ Gᵢⱼ wᵢⱼ Rⱼ. Wan, Zou and Sternberg 2012, International Journal of Geographical
    Information Science 26: 1073–1089.
    """
    people, places = _given(reach, demand, capacity)
    choice = reach.to_areas((places > 0).astype(np.float64))
    squared = reach.squared()
    ratio = quotient(places, squared.to_facilities(quotient(people, choice)))
    return _found(reach, quotient(squared.to_areas(ratio), choice), ratio, places)


def _given(reach: Reach, demand: Numbers, capacity: Numbers) -> tuple[Floats, Floats]:
    people = reach.areas.demand if demand is None else demand
    places = reach.facilities.capacity if capacity is None else capacity
    areas, facilities = reach.shape
    return (
        vector(people, areas, "demand", "area"),
        vector(places, facilities, "capacity", "facility"),
    )


def _found(reach: Reach, weighted: Floats, ratio: Floats, places: Floats) -> Accessibility:
    # What scores nought may reach a place all the same, such as one at the very end of the limit.
    score = np.maximum(weighted, 0)
    doubtful = np.flatnonzero(score == 0)
    within = np.ones(len(score), bool)
    within[doubtful] = reach.reaches(places > 0, doubtful)
    return Accessibility(score, ratio, within)
