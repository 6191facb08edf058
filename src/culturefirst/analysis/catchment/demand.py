"""Demand and capacity in one unit: visits per week in the peak period.

Source: Sport England, *Facilities Planning Model* (parameters: participation, frequency, share of
visits in the peak period, at-one-time capacity, hours of the peak period, length of a visit).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rates:
    """What people of each group do, group by group.

    ``participation``: the share of people who take part, 0 to 1. ``frequency``: visits per week of
    one who does. ``peak_share``: the share of visits within the peak period, 0 to 1.
    """

    groups: tuple[str, ...]
    participation: Floats
    frequency: Floats
    peak_share: Floats

    @property
    def visits(self) -> Floats:
        """Visits per person and week in the peak period: participation × frequency × peak share."""
        return self.participation * self.frequency * self.peak_share

    def require_sound(self) -> None:
        """``ValueError`` with a sentence where a rate cannot be."""
        if len(set(self.groups)) != len(self.groups):
            twice = next(each for each in self.groups if self.groups.count(each) > 1)
            raise ValueError(f"The group “{twice}” is there more than once: give each one row.")
        for name, values, most in (
            ("participation", self.participation, 1.0),
            ("frequency", self.frequency, np.inf),
            ("peak share", self.peak_share, 1.0),
        ):
            if np.shape(values) != (len(self.groups),):
                raise ValueError(
                    f"There are {np.size(values)} values of {name} for {len(self.groups)} groups: "
                    "give one a group."
                )
            for group, value in zip(self.groups, values, strict=True):
                if not 0 <= value <= most or not np.isfinite(value):
                    raise ValueError(_out_of_bounds(name, group, float(value), most))


def _out_of_bounds(name: str, group: str, value: float, most: float) -> str:
    if not np.isfinite(value):
        return f"The {name} of “{group}” is not known: give a number."
    if most == 1 and 1 < value <= 100:
        return (
            f"The {name} of “{group}” is {value:g}, but a share is from 0 to 1: "
            f"{value:g} per cent is {value / 100:g}."
        )
    remedy = "a share from 0 to 1" if most == 1 else "0 or more"
    return f"The {name} of “{group}” is {value:g}: give {remedy}."


def visits(population: Floats, rates: Rates) -> Floats:
    """Demand by area: Σ over groups of population × participation × frequency × peak share.

    ``population`` is areas × groups (people). ``ValueError`` where it does not fit the rates.
    """
    rates.require_sound()
    people = np.asarray(population, np.float64)
    if people.ndim != 2 or people.shape[1] != len(rates.groups):
        shape = " × ".join(str(each) for each in people.shape)
        raise ValueError(f"Population is {shape}: give one column for each of the groups.")
    if bad := np.argwhere(~(people >= 0) | ~np.isfinite(people)).tolist():
        row, column = bad[0]
        raise ValueError(
            f"Row {row + 1}: the number of people in “{rates.groups[column]}” is "
            f"{people[row, column]:g}; give 0 or more."
        )
    demand: Floats = people @ rates.visits
    return demand


def capacity(
    at_one_time: Floats | float, peak_hours: Floats | float, visit_minutes: float
) -> Floats:
    """Visits per week in the peak period: at one time × peak hours × 60 ÷ minutes of a visit.

    ``at_one_time`` (people) and ``peak_hours`` (hours a week it is open within the peak period) by
    facility or one for all. ``ValueError`` where a visit takes no time, or something is negative.
    """
    if not 0 < visit_minutes < np.inf:
        raise ValueError(f"A visit takes {visit_minutes:g} minutes: give more than 0.")
    people, hours = np.asarray(at_one_time, np.float64), np.asarray(peak_hours, np.float64)
    for name, values, most in (("people at one time", people, np.inf), ("peak hours", hours, 168)):
        if not np.all((values >= 0) & (values <= most) & np.isfinite(values)):
            limit = "0 or more" if most == np.inf else f"from 0 to {most}"
            raise ValueError(f"The {name} are {limit}, and known for each facility.")
    found: Floats = people * hours * 60 / visit_minutes
    return found
