"""Expected participants of areas out of what is kept: rates times people, by group or segment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from culturefirst.analysis.need import (
    Expected,
    Group,
    GroupRate,
    expected_by_group,
    expected_by_segment,
)
from culturefirst.intelligence.models import (
    AreaPeople,
    AreaSegments,
    Population,
    Rate,
    Rates,
    Segment,
)
from culturefirst.intelligence.models.rates import OLDEST
from culturefirst.kit.errors import DomainError

NO_GROUPS = (
    "These rates are by age and sex, and this population has only totals. "
    "Choose a population by age and sex, or rates for everybody."
)
NO_SEGMENTS = (
    "These rates are by segments of {}, of which nothing is known in these areas. "
    "Bring the segments of the areas first, or choose other rates."
)
NOT_HOW_OFTEN = (
    "These rates say who takes part, but not of everybody how often. Count people who take part, "
    "or bring rates that say how many times a week."
)


@dataclass(frozen=True)
class Need:
    """By area, in the order of ``codes``: the people there, and who of them would take part.

    Where visits were asked for, ``expected.people`` are visits a week. ``unknown`` are areas of
    which no segments are known: they expect nobody.
    """

    codes: tuple[str, ...]
    people: Any
    expected: Expected
    unknown: int = 0

    @property
    def overall(self) -> float:
        """The share that takes part in all the areas together; 0 where nobody is asked."""
        asked = float(self.expected.asked.sum())
        return float(self.expected.people.sum()) / asked if asked else 0.0


def groups_of(population: Population) -> list[Group]:
    """The groups of a population, for the calculations."""
    return [_group(each["sex"], each["from"], each["to"]) for each in population.groups]


def group_rates(rates: Rates, *, visits: bool = False) -> list[GroupRate]:
    """The rows of a table by age and sex, or of everybody, for the calculations.

    With ``visits``, visits a week for each person stand in the place of the share.
    """
    rows = Rate.objects.filter(rates=rates, segment__isnull=True)
    found = [
        GroupRate(_group(row.sex, row.from_age, row.to_age), float(row.share), _often(row))
        for row in rows
    ]
    if not visits:
        return found
    return [replace(each, share=_visits(each.share, each.times_a_week)) for each in found]


def expected(rates: Rates, population: Population, *, visits: bool = False) -> Need:
    """Participants of every area of a population, or their ``visits`` a week.

    Raises ``DomainError`` where rates and population do not fit.
    """
    rows = AreaPeople.objects.filter(population=population).order_by("area__code")
    if rates.by == Rates.By.SEGMENT:
        held = list(rows.values_list("area_id", "area__code", "total"))
        return _by_segment(rates, held, visits=visits)
    counted = list(rows.values_list("area__code", "total", "counts"))
    codes, totals = tuple(code for code, *_ in counted), np.array([t for _, t, _ in counted], float)
    groups, shares = groups_of(population), group_rates(rates, visits=visits)
    if groups:
        found = expected_by_group([counts for *_, counts in counted], groups, shares)
    elif rates.by == Rates.By.EVERYBODY and len(shares) == 1:
        found = Expected(totals * shares[0].share, totals)
    else:
        raise DomainError(NO_GROUPS)
    return Need(codes, totals, found)


def _by_segment(rates: Rates, held: Sequence[tuple[int, str, int]], *, visits: bool) -> Need:
    known = AreaSegments.objects.filter(classification=rates.classification)
    shares = dict(known.values_list("area_id", "shares"))
    if not any(pk in shares for pk, *_ in held):
        raise DomainError(NO_SEGMENTS.format(rates.classification))
    segments = Segment.objects.filter(classification=rates.classification)
    codes = list(segments.order_by("code").values_list("code", flat=True))
    given = Rate.objects.filter(rates=rates, segment__isnull=False)
    by_code = {
        code: _visits(share, times) if visits else float(share)
        for code, share, times in given.values_list("segment__code", "share", "times_a_week")
    }
    table = np.zeros((len(held), len(codes)))
    place = {code: at for at, code in enumerate(codes)}
    for row, (pk, *_) in enumerate(held):
        for code, share in shares.get(pk, {}).items():
            table[row, place[code]] = share
    rate = [by_code.get(code, np.nan) for code in codes]
    people = np.array([total for *_, total in held], float)
    found = expected_by_segment(people, table, rate)
    unknown = sum(pk not in shares for pk, *_ in held)
    return Need(tuple(code for _, code, _ in held), people, found, unknown)


def _visits(share: Any, times: Any) -> float:
    """Visits a week for each person, of whom that share comes so often."""
    if times is None:
        raise DomainError(NOT_HOW_OFTEN)
    return float(share) * float(times)


def _group(sex: str, from_age: int, to_age: int | None) -> Group:
    return Group(sex, from_age, OLDEST if to_age is None else to_age)


def _often(row: Rate) -> float | None:
    return None if row.times_a_week is None else float(row.times_a_week)
