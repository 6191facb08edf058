"""Catchments after a change, followed only through what it touches.

What floats is linear in capacity: of a closed place only its own ratio R_j changes, and of its
ratio only the areas that reach it hear. So the sums as they stand are kept, and a change that
:class:`~culturefirst.analysis.catchment.whatif.WhatIf` was asked of is added to them; the same
comes of it as of calculating the whole anew. Formulas are those of :mod:`floating` and
:mod:`balance`.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from culturefirst.analysis.catchment.changes import weights_at
from culturefirst.analysis.catchment.floating import three_step, two_step
from culturefirst.analysis.catchment.outcome import Stand
from culturefirst.analysis.catchment.pairs import NEARLY, Pairs, Point
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import Flags, Floats, quotient

Places = Sequence[tuple[int, int]]


class Weighed:
    """The pairs of a reach, and those of places that are tried beside its own."""

    def __init__(self, reach: Reach, engine: str = "auto") -> None:
        self.reach, self.pairs = reach, Pairs.of(reach, engine)
        self._points: dict[tuple[int, int], Point] = {}

    def beside(self, places: Places) -> Pairs:
        """The pairs with these places beside."""
        if self._points.keys() - set(places):
            self._points = {}
        for place in places:
            if place not in self._points:
                self._points[place] = weights_at(self.reach, *place)
        return self.pairs.with_beside([self._points[place] for place in places])


class Catchments:
    """R_j = capacity ÷ Σ_i w_ij people_i, and A_i = Σ_j w_ij R_j, as they stand and after."""

    def __init__(self, weighed: Weighed, people: Floats, capacity: Floats) -> None:
        self.weighed, self.people = weighed, people
        self._inflow = weighed.pairs.to_facilities(people)
        self._ratio = quotient(capacity, self._inflow)
        self.score = weighed.pairs.to_areas(self._ratio)

    def after(self, people: Floats, stand: Stand) -> Floats:
        """A_i where other people live, and places are as they would be."""
        pairs = self.weighed.beside(stand.places)
        ratio = quotient(stand.capacity, self._inflow_after(pairs, people))
        change = ratio - _wider(self._ratio, pairs)
        return np.maximum(pairs.after(self.score, change, ratio), 0)

    def _inflow_after(self, pairs: Pairs, people: Floats) -> Floats:
        new = [weights @ self.people[areas] for areas, weights in pairs.beside]
        was = np.concatenate((self._inflow, new))
        change = people - self.people
        if not change.any():
            return was
        found = was + pairs.to_facilities(change)
        if ((found != was) & (found <= NEARLY * was)).any():
            return pairs.to_facilities(people)
        return found


class Choosing:
    """The three-step method, in which people choose among what they reach."""

    def __init__(self, reach: Reach, people: Floats, capacity: Floats, engine: str) -> None:
        self._all = Weighed(reach, engine)
        self._open = (capacity > 0).astype(np.float64)
        self._choice = self._all.pairs.to_areas(self._open)
        squared = Weighed(reach.squared(), engine)
        self._catchments = Catchments(squared, quotient(people, self._choice), capacity)
        self.score = quotient(self._catchments.score, self._choice)

    def after(self, people: Floats, stand: Stand) -> Floats:
        """A_i where other people live, and places are as they would be."""
        pairs, open_ = self._all.beside(stand.places), (stand.capacity > 0).astype(np.float64)
        choice = pairs.after(self._choice, open_ - _wider(self._open, pairs), open_)
        choice = np.maximum(choice, 0)
        return quotient(self._catchments.after(quotient(people, choice), stand), choice)


class Access:
    """Accessibility by one of the methods of :mod:`floating`, as it stands and after a change.

    ``people`` and ``capacity`` are as that method takes them.
    """

    def __init__(
        self,
        reach: Reach,
        method: Callable[..., Any],
        people: Floats,
        capacity: Floats,
        engine: str = "auto",
    ) -> None:
        self._even = Weighed(reach.even(), engine)
        self._open = (capacity > 0).astype(np.float64)
        self._count = self._even.pairs.to_areas(self._open)
        self._scores: Catchments | Choosing
        if method is three_step:
            self._scores = Choosing(reach, people, capacity, engine)
        else:
            weighed = self._even if method is two_step else Weighed(reach, engine)
            self._scores = Catchments(weighed, people, capacity)

    def after(self, people: Floats, stand: Stand) -> tuple[Floats, Flags]:
        """By area the score, and whether any open place is within reach."""
        pairs, open_ = self._even.beside(stand.places), (stand.capacity > 0).astype(np.float64)
        count = self._count + pairs.to_areas(open_ - _wider(self._open, pairs))
        within = count > 0.5  # whole numbers
        return np.where(within, self._scores.after(people, stand), 0), within


class Share:
    """The relative share of :func:`~culturefirst.analysis.catchment.balance.relative_share`."""

    def __init__(
        self, reach: Reach, demand: Floats, capacity: Floats, engine: str = "auto"
    ) -> None:
        self._catchments = Catchments(Weighed(reach, engine), demand, capacity)

    def after(self, demand: Floats, stand: Stand) -> Floats:
        """By area, 100 = the mean."""
        access = self._catchments.after(demand, stand)
        mean = float(demand @ access) / float(demand.sum()) if demand.any() else 0.0
        return 100 * access / mean if mean > 0 else np.zeros(len(access))


def _wider(by_facility: Floats, pairs: Pairs) -> Floats:
    """The same where nothing stood beside."""
    return np.concatenate((by_facility, np.zeros(len(pairs.beside))))
