"""How the figures of a small area come about: of whom its demand is, which places it shares."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from culturefirst.analysis.catchment import two_step
from culturefirst.analysis.need import shares_of_groups
from culturefirst.intelligence.crossing.provision import PER, reach_of
from culturefirst.intelligence.models import AreaPeople, AreaSegments, Rates
from culturefirst.intelligence.queries import need
from culturefirst.intelligence.queries import rates as rates_queries
from culturefirst.intelligence.queries.crossing import Asked, Crossed


@dataclass(frozen=True)
class Part:
    """Some of the people of an area: how many, of them ``asked``, at what rate, who would come."""

    who: str
    people: float
    asked: float
    rate: float | None
    expected: float


@dataclass(frozen=True)
class Shared:
    """A place within reach: how far, what it has, who share it, and what each 1,000 have."""

    key: int
    name: str
    metres: float
    amount: float | None
    sharers: float
    supply: float


def parts_of(asked: Asked, area: int) -> list[Part]:
    """The people of an area by group or segment, as the rates tell them apart."""
    held = AreaPeople.objects.filter(population=asked.population, area=area).first()
    rates = asked.rates
    if held is None or rates is None:
        return []
    if rates.by == Rates.By.SEGMENT:
        return list(_segments(asked, area, float(held.total)))
    groups = need.groups_of(asked.population)
    shares = need.group_rates(rates, visits=asked.visits)
    if not groups:
        share = shares[0].share
        total = float(held.total)
        return [Part("Everybody", total, total, share, total * share)]
    rate_of, about = shares_of_groups(groups, shares)
    labels = [each["label"] for each in asked.population.groups]
    rows = zip(labels, held.counts, rate_of.tolist(), about.tolist(), strict=True)
    return [
        Part(label, count, count * part, rate / part if part else None, count * rate)
        for label, count, rate, part in rows
    ]


def _segments(asked: Asked, area: int, total: float) -> Iterator[Part]:
    rates = asked.rates
    assert rates is not None  # whoever calls has looked
    held = AreaSegments.objects.filter(area=area, classification=rates.classification).first()
    rows = {row.segment.code: row for row in rates_queries.rows(rates) if row.segment}
    shares = held.known if held else {}
    for code in sorted(shares, key=lambda each: -shares[each]):
        people, row = total * shares[code], rows.get(code)
        if row is None:
            yield Part(code, people, 0.0, None, 0.0)
            continue
        often = float(row.times_a_week or 0) if asked.visits else 1.0
        rate = float(row.share) * often
        yield Part(str(row.segment), people, people, rate, people * rate)


def shared_by(crossed: Crossed, at: int) -> list[Shared]:
    """The places within reach of an area, the nearest first."""
    if crossed.reach is None:
        return []
    ground, places = crossed.ground, crossed.places
    reach, placed = reach_of(ground, places, np.nan_to_num(crossed.weight), crossed.reach)
    if reach is None:
        return []
    ratio, sharers = two_step(reach).ratio, reach.to_facilities(reach.areas.demand)
    found = []
    for one in reach.of_area(at)[0].tolist():
        spot = int(placed[one])
        east = float(places.easting[spot]) - float(ground.easting[at])
        north = float(places.northing[spot]) - float(ground.northing[at])
        amount = float(places.amount[spot])
        found.append(
            Shared(
                key=places.keys[spot],
                name=places.names[spot],
                metres=float(np.hypot(east, north)),
                amount=None if np.isnan(amount) else amount,
                sharers=float(sharers[one]),
                supply=PER * float(ratio[one]),
            )
        )
    return sorted(found, key=lambda each: each.metres)
