"""What people are served by places of their own zone, as it stands and after a change.

In each round area i is served ρ_i w_ij g_j m_j visits by facility j (:mod:`flows`). Summed over the
facilities of its own zone that is ρ_i times a sum over few pairs, which is kept by round; after a
change only those facilities are followed that answer otherwise. With what is served in all and
used in all, it says what crosses the boundaries.
"""

from collections.abc import Sequence

import numpy as np

from culturefirst.analysis.catchment.allocation import Round
from culturefirst.analysis.catchment.delta import different
from culturefirst.analysis.catchment.outcome import Stand
from culturefirst.analysis.catchment.pairs import Pairs
from culturefirst.analysis.catchment.sides import Answer, Floats, Ints
from culturefirst.analysis.catchment.whatif import WhatIf


class Home:
    """Visits met in the own zone. ``of_area`` and ``of_facility`` are numbers of zones.

    ``ValueError`` where ``whatif`` keeps no pairs, or serves the nearest first.
    """

    def __init__(self, whatif: WhatIf, of_area: Ints, of_facility: Ints) -> None:
        if whatif.pairs is None or not whatif.kept:
            raise ValueError("No rounds are kept here: make flows of the whole by `settled`.")
        self._of_area = of_area
        self._pairs = whatif.pairs.within(of_area, of_facility)
        self._taken = [_taken(each.answer) for each in whatif.kept]
        self._sums = [self._pairs.to_areas(each) for each in self._taken]

    def after(self, stand: Stand, of_beside: Sequence[int]) -> Floats:
        """By area, visits met in the own zone; ``of_beside`` are the zones of places beside."""
        pairs = self._wider(stand, of_beside)
        found = np.zeros(len(self._of_area))
        for at, turn in enumerate(stand.rounds):
            found += turn.spread * self._sum(at, turn, pairs)
        return found

    def _sum(self, at: int, turn: Round, pairs: Pairs) -> Floats:
        held = min(at, len(self._taken) - 1)
        was = np.concatenate((self._taken[held], np.zeros(len(pairs.beside))))
        now = _taken(turn.answer)
        return np.maximum(pairs.after(self._sums[held], different(now, was), now), 0)

    def _wider(self, stand: Stand, of_beside: Sequence[int]) -> Pairs:
        points = []
        for (areas, weights), zone in zip(stand.pairs.beside, of_beside, strict=True):
            mine = self._of_area[areas] == zone
            points.append((areas[mine], weights[mine]))
        return self._pairs.with_beside(points)


def _taken(answer: Answer) -> Floats:
    """g_j m_j: the attraction that was not in vain."""
    return answer.attraction * answer.accepted
