"""Every fault that areas and facilities can have, with its row and its remedy."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.catchment.faults import Fault
from culturefirst.analysis.catchment.grid import Flags, Floats, Region, in_degrees, on_land

POINT = "easting, northing"
OWN_CODE = "Give each row a code of its own"


def of_both(
    what: str,
    codes: tuple[str, ...],
    easting: NDArray[Any],
    northing: NDArray[Any],
    numbers: Floats,
    region: Region | None,
) -> list[Fault]:
    """The faults of codes and points, which areas and facilities can have alike."""
    if not codes:
        return [Fault(None, "code", f"there are no {what}", "Give at least one row")]
    lengths = {"easting": len(easting), "northing": len(northing), "numbers": len(numbers)}
    flat = {"easting": easting, "northing": northing, "numbers": numbers}
    for name, values in flat.items():
        if np.ndim(values) != 1:
            problem = f"it has {np.ndim(values)} dimensions"
            return [Fault(None, name, problem, "Give one value after another")]
    for name, length in lengths.items():
        if length != len(codes):
            problem = f"{length:,} values stand beside {len(codes):,} codes"
            return [Fault(None, name, problem, "Give one value for each code")]
    east, north = np.asarray(easting, np.float64), np.asarray(northing, np.float64)
    return [*_of_codes(codes), *_of_points(east, north, region)]


def of_demand(demand: Floats) -> Iterator[Fault]:
    """Demand that is not known or less than nought."""
    yield from _each(~np.isfinite(demand), "demand", "it is not known", "Give 0 where nobody lives")
    yield from _each(
        demand < 0, "demand", lambda at: f"{demand[at]:g} is less than nought", "Give 0 or more"
    )


def of_capacity(capacity: Floats) -> Iterator[Fault]:
    """Capacity that is not known or less than nought; nought itself is a site that is not open."""
    remedy = "Give it, say what to assume, or leave the row out; 0 is a site that is not open"
    yield from _each(~np.isfinite(capacity), "capacity", "it is not known", remedy)
    yield from _each(
        capacity < 0,
        "capacity",
        lambda at: f"{capacity[at]:g} is less than nought",
        "Give 0 or more",
    )


def _of_codes(codes: tuple[str, ...]) -> Iterator[Fault]:
    if len(set(codes)) == len(codes) and "" not in codes:
        return
    seen: dict[str, int] = {}
    for row, code in enumerate(codes, 1):
        if not code:
            yield Fault(row, "code", "there is no code", OWN_CODE)
        elif code in seen:
            problem = f"{code} stands in row {seen[code]} already"
            yield Fault(row, "code", problem, f"{OWN_CODE}, or leave one out")
        seen.setdefault(code, row)


def _of_points(east: Floats, north: Floats, region: Region | None) -> Iterator[Fault]:
    """A point has one fault at most: the first of these that it has."""
    whole = not (east % 1).any() and not (north % 1).any()
    if region is None and whole and on_land(east, north).all():
        return
    left = np.ones(len(east), bool)
    for flags, problem, remedy in _kinds(east, north, region):
        here = left & flags
        left &= ~flags
        for at in np.flatnonzero(here).tolist():
            told = f"{east[at]:.10g}, {north[at]:.10g}"
            yield Fault(at + 1, POINT, problem.format(told), remedy)


def _kinds(east: Floats, north: Floats, region: Region | None) -> Iterator[tuple[Flags, str, str]]:
    land, turned = on_land(east, north), on_land(north, east)
    inside = np.ones(len(east), bool)
    if region is not None:
        inside = region.holds(east, north)
        turned &= region.holds(north, east)
    yield (
        ~(np.isfinite(east) & np.isfinite(north)),
        "there are no coordinates",
        "Give both",
    )
    yield (
        in_degrees(east, north),
        "{} are degrees and not metres",
        "Give columns “latitude” and “longitude”, or metres of the British National Grid",
    )
    yield (
        ~(land & inside) & turned,
        "{} seem to be swapped",
        "Easting comes first, then northing",
    )
    yield (
        ~land,
        "{} are in the sea or outside Great Britain",
        "Give metres of the British National Grid (EPSG:27700)",
    )
    yield (
        ~inside,
        "{} are outside the region",
        "Correct them, leave the row out, or widen the region",
    )
    yield (east % 1 != 0) | (north % 1 != 0), "{} are not whole metres", "Round them"


def _each(
    flags: Flags, column: str, problem: str | Callable[[int], str], remedy: str
) -> Iterator[Fault]:
    for at in np.flatnonzero(flags).tolist():
        yield Fault(at + 1, column, problem if isinstance(problem, str) else problem(at), remedy)
