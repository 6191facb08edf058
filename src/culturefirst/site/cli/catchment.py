"""``culturefirst catchment``: CSV in, CSV and a summary out; needs no site and no database."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.catchment_ways import decay_of, told, travel_of

if TYPE_CHECKING:
    from culturefirst.analysis.catchment import Areas, Facilities, Reach

Columns = dict[str, Any]


def run(options: Namespace) -> int:
    """Calculate, write what was asked for, and print a summary."""
    from culturefirst.analysis.catchment import Reach

    _require_own_files(options)
    areas, facilities = _places(options)
    travel = travel_of(options, areas, facilities)
    with told("--limit, --decay and --steps"):
        reach = Reach.of(areas, facilities, travel, decay_of(options), engine=options.engine)
    by_area, by_facility, lines = _METHODS[options.method](reach)
    places = _heads(facilities, "capacity", facilities.capacity) | by_facility
    written = [
        *_write(options.out, _heads(areas, "demand", areas.demand) | by_area),
        *_write(options.facilities_out, places),
    ]
    print("\n".join([*_of_places(reach, options), *lines, *written]))
    return 0


def _require_own_files(options: Namespace) -> None:
    """Before anything is read: results have a folder to go to, and overwrite nothing given."""
    given = (options.areas, options.facilities, options.minutes, options.modes)
    taken = {path.resolve() for path in given if path is not None}
    for path in (options.out, options.facilities_out):
        if path is None:
            continue
        if path.resolve() in taken:
            raise DomainError(f"{path} is in use already by this command; choose another name")
        if not path.resolve().parent.is_dir():
            raise DomainError(f"{path} has no folder to be in; make it, or choose another place")
        taken.add(path.resolve())


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
    return areas, facilities


def _floating(name: str) -> Callable[["Reach"], tuple[Columns, Columns, list[str]]]:
    def found(reach: "Reach") -> tuple[Columns, Columns, list[str]]:
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


def _allocation(reach: "Reach") -> tuple[Columns, Columns, list[str]]:
    from culturefirst.analysis.catchment import allocate

    answer = allocate(reach, reach.areas.demand, reach.facilities.capacity)
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


def _write(path: Path | None, columns: Columns) -> Iterator[str]:
    if path is None:
        return
    from culturefirst.analysis.catchment import files

    try:
        rows = files.write(path, columns)
    except OSError as error:
        raise DomainError(
            f"{path} cannot be written ({error.strerror}); choose another place"
        ) from error
    yield f"Written: {path}, {rows:,} rows."


def _per_cent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} per cent" if whole else "none"
