"""``culturefirst catchment``: CSV in, CSV and a summary out; needs no site and no database."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.catchment_results import deliver, require_own_files
from culturefirst.site.cli.catchment_ways import decay_of, told, travel_of

if TYPE_CHECKING:
    from culturefirst.analysis.catchment import Areas, Facilities, Reach
    from culturefirst.analysis.catchment.engines import Travel

Columns = dict[str, Any]


def run(options: Namespace) -> int:
    """Calculate, write what was asked for, and print a summary."""
    _require_together(options)
    areas, facilities = _places(options)
    travel, notes = travel_of(options, areas, facilities)
    try:
        reach = _reach(options, areas, facilities, travel)
        by_area, by_facility, lines = _METHODS[options.method](reach, options)
    except MemoryError:
        raise DomainError(
            "the pairs do not fit into memory; take --engine numba, or a shorter --limit"
        ) from None
    tables = (
        _heads(areas, "demand", areas.demand) | by_area,
        _heads(facilities, "capacity", facilities.capacity) | by_facility,
    )
    deliver(options, reach, tables, [*_of_places(reach, options), *notes, *lines])
    return 0


def _reach(
    options: Namespace, areas: "Areas", facilities: "Facilities", travel: "Travel"
) -> "Reach":
    from culturefirst.analysis.catchment import Reach, engines

    with told("--engine"):
        engines.require(options.engine)
    with told("--limit, --width and --steps"):
        return Reach.of(areas, facilities, travel, decay_of(options), engine=options.engine)


def _require_together(options: Namespace) -> None:
    """Before anything is read: what goes together, and where results may go."""
    if options.rationing and options.method != "allocation":
        raise DomainError("only --method allocation has a --rationing; leave it out")
    require_own_files(options)


def _places(options: Namespace) -> tuple["Areas", "Facilities"]:
    from culturefirst.analysis.catchment import Region, files

    region = Region(*options.region) if options.region else None
    with told(options.areas):
        areas = files.read_areas(
            options.areas, code=options.area_code, demand=options.demand, region=region
        )
    with told(options.facilities):
        facilities = files.read_facilities(
            options.facilities, code=options.facility_code, capacity=options.capacity,
            assumed=options.assume_capacity, region=region,
        )  # fmt: skip
        files.refuse_swapped(areas, facilities)
    _require_total(areas, options)
    return areas, facilities


def _require_total(areas: "Areas", options: Namespace) -> None:
    """That demand adds up to what was said, to the half of a unit."""
    found = float(areas.demand.sum())
    if options.total is not None and abs(found - options.total) >= 0.5:
        raise DomainError(
            f"{options.areas.name}: demand adds up to {found:,.10g} and not to "
            f"{options.total:,.10g}; look for rows that are missing or stand twice, or for "
            "another column by --demand"
        )


def _floating(name: str) -> Callable[["Reach", Namespace], tuple[Columns, Columns, list[str]]]:
    def found(reach: "Reach", options: Namespace) -> tuple[Columns, Columns, list[str]]:
        from culturefirst.analysis import catchment

        answer = getattr(catchment, name)(reach)
        by_area = {"score": answer.score, "within_reach": answer.within_reach}
        people, codes = reach.areas.demand, reach.areas.codes
        mean = (people * answer.score).sum() / people.sum() if people.sum() else 0
        low, high = int(answer.score.argmin()), int(answer.score.argmax())
        line = (
            f"Capacity for 1,000 of demand: {1000 * mean:.4g} on average, lowest "
            f"{1000 * answer.score[low]:.4g} ({codes[low]}), highest "
            f"{1000 * answer.score[high]:.4g} "
            f"({codes[high]})."
        )
        return by_area, {"ratio": answer.ratio}, [line]

    return found


def _allocation(reach: "Reach", options: Namespace) -> tuple[Columns, Columns, list[str]]:
    from culturefirst.analysis.catchment import Rationing, allocate

    answer = allocate(
        reach,
        reach.areas.demand,
        reach.facilities.capacity,
        rationing=Rationing(options.rationing or "share"),
    )
    by_area = {name: getattr(answer, name) for name in ("satisfied", "too_far", "no_room")}
    by_facility = {"used": answer.used, "used_share": answer.used_share}
    whole, room = float(answer.demand.sum()), float(answer.capacity.sum())
    shares = [
        f"{words} {numbers.sum():,.1f} ({_per_cent(numbers.sum(), whole)})"
        for words, numbers in (
            ("satisfied", answer.satisfied),
            ("too far", answer.too_far),
            ("no room", answer.no_room),
        )
    ]
    used = f"Used capacity: {answer.used.sum():,.1f} ({_per_cent(answer.used.sum(), room)})."
    return by_area, by_facility, [f"Demand: {', '.join(shares)}.", used]


_METHODS = {
    "2sfca": _floating("two_step"),
    "e2sfca": _floating("enhanced_two_step"),
    "3sfca": _floating("three_step"),
    "allocation": _allocation,
}


def _of_places(reach: "Reach", options: Namespace) -> Iterator[str]:
    """What went in, and how much of it is within reach."""
    areas, facilities = reach.areas, reach.facilities
    yield (
        f"{len(areas):,} areas with a demand of {areas.demand.sum():,.10g}; "
        f"{len(facilities):,} facilities with a capacity of {facilities.capacity.sum():,.10g}"
        + (f", {facilities.candidates:,} of them without any." if facilities.candidates else ".")
    )
    near = reach.reaches(facilities.capacity > 0)
    limit = f"{reach.travel.limit:,g} {'minutes' if options.minutes else 'metres'}"
    share = _per_cent(areas.demand[near].sum(), areas.demand.sum())
    yield (
        f"Within {limit}: {reach.pairs:,} pairs; {near.sum():,} areas, with {share} of demand, "
        "reach a place that is open."
    )


def _heads(places: "Areas | Facilities", name: str, numbers: Any) -> Columns:
    return {"code": places.codes, name: numbers}


def _per_cent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} per cent" if whole else "none"
