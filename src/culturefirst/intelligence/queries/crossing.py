"""Demand and provision of areas and authorities, read once and put into arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from culturefirst.intelligence.crossing import demand as demands
from culturefirst.intelligence.crossing import provision as provisions
from culturefirst.intelligence.crossing.demand import Demand
from culturefirst.intelligence.crossing.ground import NOWHERE, Array, Ground
from culturefirst.intelligence.crossing.provision import Places, Provision
from culturefirst.intelligence.crossing.quarters import quarters
from culturefirst.intelligence.models import AreaSet, AssetKind, Population, Rates
from culturefirst.intelligence.queries import areas as areas_queries
from culturefirst.intelligence.queries import need, populations
from culturefirst.intelligence.queries.crossing_places import (
    LeftOut,
    places_of_kind,
    reach_of_study,
)


@dataclass(frozen=True)
class Asked:
    """What somebody wants crossed.

    ``by_room`` counts what places have room for and not how many there are; ``per_expected``
    shares them among those who would come (by ``rates``) and not among all people; ``reach`` is in
    metres of straight line, ``None`` as a study has it. ``before`` is an earlier count of the same
    areas.
    """

    population: Population
    rates: Rates | None
    visits: bool = False
    kind: AssetKind | None = None
    by_room: bool = False
    per_expected: bool = False
    reach: int | None = None
    before: Population | None = None


def ground_of(area_set: AreaSet) -> Ground:
    """The areas of a set with their authorities, by name."""
    rows = areas_queries.points(area_set)
    named = {zone: name or zone for *_, zone, name in rows if zone}
    zones = tuple(sorted(named.items(), key=lambda each: (each[1], each[0])))
    place = {code: at for at, (code, _) in enumerate(zones)}
    return Ground(
        keys=tuple(row[0] for row in rows),
        codes=tuple(row[1] for row in rows),
        names=tuple(row[2] for row in rows),
        zone=np.array([place.get(row[5], NOWHERE) for row in rows], np.int64),
        easting=np.array([row[3] for row in rows], np.int64),
        northing=np.array([row[4] for row in rows], np.int64),
        zones=zones,
    )


def demand_of(ground: Ground, asked: Asked) -> Demand:
    """The demand of every area. Raises ``DomainError`` where rates and people do not fit."""
    assert asked.rates is not None  # pages of demand ask for them
    found = need.expected(asked.rates, asked.population, visits=asked.visits)
    told = (found.people, found.expected.asked, found.expected.people)
    return demands.of_areas(*(_spread(ground, found.codes, each) for each in told))


def people_of(ground: Ground, population: Population) -> Demand:
    """The people of every area, of whom nothing more is asked."""
    totals = populations.totals(population)
    people = _spread(ground, tuple(totals), list(totals.values()))
    unknown = np.full(len(ground), np.nan)
    return Demand(people, unknown, unknown, 0.0)


def _spread(ground: Ground, codes: Sequence[str], values: Any) -> Array:
    """Values in the order of the ground; not a number where the population has no such area."""
    place = {code: at for at, code in enumerate(codes)}
    at = np.array([place.get(code, NOWHERE) for code in ground.codes], np.int64)
    return np.append(np.asarray(values, np.float64), np.nan)[at]


class Crossed:
    """All that pages tell of one question, each part worked out when it is first asked for."""

    def __init__(self, asked: Asked, user: Any) -> None:
        self.asked, self._user = asked, user

    @cached_property
    def ground(self) -> Ground:
        """The areas."""
        return ground_of(self.asked.population.area_set)

    @cached_property
    def areas(self) -> Demand:
        """Demand by small area."""
        return demand_of(self.ground, self.asked)

    @cached_property
    def zones(self) -> Demand:
        """Demand by authority."""
        return demands.of_zones(self.ground, self.areas)

    @cached_property
    def _counted(self) -> tuple[Places, list[LeftOut]]:
        kind = self.asked.kind
        assert kind is not None  # pages that need places ask for their kind
        return places_of_kind(self._user, kind, self.ground, by_room=self.asked.by_room)

    @property
    def places(self) -> Places:
        """The places that count."""
        return self._counted[0]

    @property
    def left_out(self) -> list[LeftOut]:
        """Those that do not."""
        return self._counted[1]

    @cached_property
    def people(self) -> Demand:
        """People by small area, whatever the rates."""
        return people_of(self.ground, self.asked.population)

    @property
    def uncounted(self) -> int:
        """How many small areas have no demand index."""
        return int(np.isnan(self.areas.index).sum())

    @property
    def unsized(self) -> int:
        """How many places count of which the size is not known."""
        return int((~self.places.known).sum())

    @property
    def outside(self) -> int:
        """How many places are in no authority of these areas."""
        return int((self.places.zone == NOWHERE).sum())

    @property
    def sharers(self) -> tuple[Demand, Demand]:
        """Who shares the places, by authority and by small area."""
        if self.asked.per_expected:
            return self.zones, self.areas
        return demands.of_zones(self.ground, self.people), self.people

    @cached_property
    def before(self) -> "Crossed":
        """The same question of the earlier count of people."""
        earlier = self.asked.before
        assert earlier is not None  # the page asks for it
        found = Crossed(replace(self.asked, population=earlier), self._user)
        found.ground = self.ground
        return found

    @property
    def weight(self) -> Array:
        """Among whom places are shared out: people, or those who would come."""
        return self.areas.expected if self.asked.per_expected else self.people.people

    @cached_property
    def provision(self) -> Provision:
        """Provision by authority."""
        return provisions.of_zones(self.ground, self.places, self.weight)

    @cached_property
    def _reach(self) -> tuple[int, Any] | None:
        if self.asked.reach is not None:
            return self.asked.reach, None
        kind = self.asked.kind
        assert kind is not None
        return reach_of_study(self._user, kind, self.asked.population.area_set)

    @property
    def reach(self) -> int | None:
        """How far people go in a straight line, in metres; ``None`` where nobody says."""
        return self._reach[0] if self._reach else None

    @property
    def study(self) -> Any:
        """The study that says how far, where it was not asked for."""
        return self._reach[1] if self._reach else None

    @cached_property
    def near(self) -> Provision | None:
        """Provision within reach of each small area, where it is known how far people go."""
        if self.reach is None:
            return None
        return provisions.reached(self.ground, self.places, self.weight, self.reach)

    @cached_property
    def zone_quarters(self) -> Array:
        """The quarter of each authority."""
        return quarters(self.zones.index, self.provision.index)

    @cached_property
    def area_quarters(self) -> Array:
        """The quarter of each small area; none is known without a reach."""
        if self.near is None:
            return quarters(np.full(len(self.ground), np.nan), np.full(len(self.ground), np.nan))
        return quarters(self.areas.index, self.near.index)
