"""How many people of each area would take part, by their age and sex or by their segments.

Rates are shares of people (0 to 1) as a survey gives them; participants are people. Neither is a
forecast: it is what there would be if people of each group took part everywhere as the survey
found on the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
OLDEST = 120  # the last age of a group that ends in "and over"


@dataclass(frozen=True)
class Group:
    """People of a sex (``f``, ``m`` or ``all``) from one age to another, both included."""

    sex: str = "all"
    from_age: int = 0
    to_age: int = OLDEST


@dataclass(frozen=True)
class GroupRate:
    """The share of such people who take part, and how often a week each of these does."""

    group: Group
    share: float
    times_a_week: float | None = None


@dataclass(frozen=True)
class Expected:
    """By area: ``people`` who would take part, of ``asked``, the people whom the rates are about.

    A survey of adults says nothing of children: they are not in ``asked``.
    """

    people: Numbers
    asked: Numbers

    @property
    def share(self) -> Numbers:
        """``people ÷ asked``; not a number where nobody is."""
        return _ratio(self.people, self.asked)


def shares_of_groups(
    groups: Sequence[Group], rates: Sequence[GroupRate]
) -> tuple[Numbers, Numbers]:
    """For each group the share that takes part, and the part of it that the rates are about.

    share(g) = Σ_r years(g ∩ r) ÷ years(g) × share(r) × half(g, r): ages are taken to be spread
    evenly within a group, and a group of both sexes to be half one and half the other. ``half`` is
    1 where the rate is of everybody or of the group's own sex, ½ where the group is of both sexes
    and the rate of one. A group that ends in "and over" counts to the age of 89, or ten years if it
    begins later.

    Raises ``ValueError`` where two rates are about the same people.
    """
    _refuse_overlaps(rates)
    share, about = np.zeros(len(groups)), np.zeros(len(groups))
    for at, group in enumerate(groups):
        for rate in rates:
            part = _part(group, rate.group)
            share[at] += part * rate.share
            about[at] += part
    return share, about


def expected_by_group(
    counts: ArrayLike, groups: Sequence[Group], rates: Sequence[GroupRate]
) -> Expected:
    """Participants of each area: Σ_g count(a, g) × share(g).

    ``counts`` has a row an area and a column a group, in people. Raises ``ValueError`` where the
    columns are not as many as the groups, or a count is negative or not known.
    """
    table = _table(counts, len(groups), "groups")
    share, about = shares_of_groups(groups, rates)
    return Expected(table @ share, table @ about)


def expected_by_segment(people: ArrayLike, shares: ArrayLike, rates: ArrayLike) -> Expected:
    """Participants of each area: people(a) × Σ_s share(a, s) × rate(s).

    ``shares`` has a row an area and a column a segment, each row adding to 1. A segment whose
    rate is not known (not a number) is left out of ``asked``. Raises ``ValueError`` for shares
    that do not add to 1 within a thousandth; a row of noughts is an area of which nothing is
    known, and expects nobody.
    """
    held = np.asarray(people, dtype=np.float64)
    rate = np.asarray(rates, dtype=np.float64)
    table = _table(shares, len(rate), "segments")
    if len(held) != len(table):
        raise ValueError(f"There are {len(held)} areas with people and {len(table)} with segments.")
    sums = table.sum(axis=1)
    wrong = np.flatnonzero((np.abs(sums - 1) > 1e-3) & (sums != 0))
    if len(wrong):
        raise ValueError(
            f"The shares of area {wrong[0] + 1} add to {sums[wrong[0]]:.4g}, not to 1."
        )
    known = ~np.isnan(rate)
    told = held[:, None] * table[:, known]
    return Expected(told @ rate[known], told.sum(axis=1))


def demand_index(share: ArrayLike, overall: float) -> Numbers:
    """100 × the share that would take part ÷ the share that does overall; 100 is average.

    ``share`` is ``Expected.share``: Σ (segment share × segment rate), or the same by age and sex.
    ``overall`` is the national rate of the same source, or that of the whole region. Not a number
    where nobody is. Raises ``ValueError`` unless ``overall`` is above nought.
    """
    if not overall > 0:
        raise ValueError("The overall rate must be above nought.")
    return 100.0 * np.asarray(share, dtype=np.float64) / overall


def _part(group: Group, other: Group) -> float:
    """How much of a group another one holds, from 0 to 1."""
    if group.sex == other.sex or other.sex == "all":
        half = 1.0
    elif group.sex == "all":
        half = 0.5
    else:
        return 0.0
    first, last = group.from_age, group.to_age
    if last >= OLDEST:
        last = min(OLDEST, max(89, first + 9))
    years = min(last, other.to_age) - max(first, other.from_age) + 1
    return half * max(years, 0) / (last - first + 1)


def _refuse_overlaps(rates: Sequence[GroupRate]) -> None:
    for at, one in enumerate(rates):
        for other in rates[at + 1 :]:
            a, b = one.group, other.group
            alike = a.sex == b.sex or "all" in (a.sex, b.sex)
            if alike and a.from_age <= b.to_age and b.from_age <= a.to_age:
                raise ValueError(f"Two rates are about the same people: {a} and {b}.")


def _table(values: ArrayLike, columns: int, what: str) -> Numbers:
    table = np.asarray(values, dtype=np.float64)
    if table.size == 0:
        return np.zeros((len(table), columns))
    if table.ndim != 2 or table.shape[1] != columns:
        raise ValueError(f"The table must have a column for each of the {columns} {what}.")
    if np.isnan(table).any() or (table < 0).any():
        raise ValueError("A count or share is negative or not known.")
    return table


def _ratio(above: Numbers, below: Numbers) -> Numbers:
    found: Numbers = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
    return found
