"""How ``culturefirst catchment`` understands travel and decay, and what is wrong with them."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.catchment_options import DECAYS, Measure, measure

if TYPE_CHECKING:
    from culturefirst.analysis.catchment import Areas, Decay, Facilities
    from culturefirst.analysis.catchment.engines import Travel

WIDE = ("gaussian", "exponential")
NAMED = tuple(name for name in DECAYS if name != "steps")


def travel_of(
    options: Namespace, areas: "Areas", facilities: "Facilities"
) -> tuple["Travel", list[str]]:
    """Straight lines, or the table of minutes, and what is to be said of it."""
    from culturefirst.analysis.catchment import StraightLine, files

    minutes = options.minutes is not None
    limit = in_unit(options.limit, minutes, "--limit")
    if not minutes:
        with told("--limit and --detour"):
            return StraightLine(limit if limit % 1 else int(limit), options.detour), []  # type: ignore[arg-type]
    if options.detour != 1:
        raise DomainError("minutes are of the way itself; leave out --detour with --minutes")
    with told(options.minutes):
        table, left_out = files.read_minutes(options.minutes, areas, facilities, limit)
    if not left_out:
        return table, []
    return table, [f"{left_out:,} rows of minutes name other places and were left out."]


def decay_of(options: Namespace) -> "Decay":
    """The decay that was asked for, or that of the modes in a file."""
    minutes = options.minutes is not None
    if options.modes is not None:
        if (options.decay, options.width, options.steps) != (None, None, None):
            raise DomainError("--modes has decays of its own; leave out --decay, --width, --steps")
        with told(options.modes):
            return _modes(options.modes, minutes)
    name = options.decay or "gaussian"
    if (name == "steps") != (options.steps is not None):
        raise DomainError("--decay steps and --steps go together; give both or neither")
    if options.width is not None and name not in WIDE:
        raise DomainError(f"{name} decay has no width; leave out --width")
    if name == "steps":
        from culturefirst.analysis.catchment import Steps

        edges = ((in_unit(edge, minutes, "--steps"), weight) for edge, weight in options.steps)
        with told("--steps"):
            return Steps(tuple(edges))
    width = None if options.width is None else in_unit(options.width, minutes, "--width")
    with told("--width"):
        return _named(name, width)


def _named(name: str, width: float | None) -> "Decay":
    from culturefirst.analysis.catchment import Even, Exponential, Gaussian, Linear

    made: dict[str, Callable[[], Decay]] = {
        "even": Even,
        "linear": Linear,
        "gaussian": lambda: Gaussian(width),
        "exponential": lambda: Exponential(width),
    }
    return made[name]()


def _modes(path: Path, minutes: bool) -> "Decay":
    """A row for each mode: mode, share, limit, and if one likes detour, decay and width."""
    from culturefirst.analysis.catchment import ByMode, Mode, sheets

    sheet = sheets.read(path)
    with sheet.as_in_file():
        names = sheet.words(sheet.need("mode", ("mode", "name")))
        shares = sheet.figures(sheet.need("share", ("share",)))
        limits = [
            _cost(word, row, minutes, "limit")
            for row, word in enumerate(sheet.words(sheet.need("limit", ("limit",))), 1)
        ]
        empty = ("",) * len(names)
        detours = sheet.figures("detour") if sheet.find(("detour",)) else [1.0] * len(names)
        decays = sheet.words("decay") if sheet.find(("decay",)) else empty
        widths = sheet.words("width") if sheet.find(("width",)) else empty
        return ByMode(
            tuple(
                Mode(name, float(share), limit, float(detour), _of_mode(row, decay, width, minutes))
                for row, (name, share, limit, detour, decay, width) in enumerate(
                    zip(names, shares, limits, detours, decays, widths, strict=True), 1
                )
            )
        )


def _of_mode(row: int, decay: str, width: str, minutes: bool) -> "Decay":
    from culturefirst.analysis.catchment import BadInput, Fault

    name = decay.lower() or "gaussian"
    if name not in NAMED:
        remedy = f"Give one of {', '.join(NAMED)}"
        raise BadInput([Fault(row, "decay", f"“{decay[:40]}” is no decay", remedy)])
    if width and name not in WIDE:
        raise BadInput([Fault(row, "width", f"{name} decay has none", "Leave the cell empty")])
    return _named(name, _cost(width, row, minutes, "width") if width else None)


def _cost(text: str, row: int, minutes: bool, column: str) -> float:
    """What a cell says, in metres or minutes."""
    from culturefirst.analysis.catchment import BadInput, Fault

    try:
        cost = measure(text)
    except ArgumentTypeError:
        problem, remedy = f"“{text[:40]}” is no distance", "Write it like 5km or 30min"
        raise BadInput([Fault(row, column, problem, remedy)]) from None
    if wrong := _other_unit(cost, minutes):
        raise BadInput([Fault(row, column, f"it {wrong[0]}", wrong[1].capitalize())])
    return cost.number


def in_unit(cost: Measure, minutes: bool, option: str) -> float:
    """Metres or minutes, whichever the way is measured in."""
    if wrong := _other_unit(cost, minutes):
        raise DomainError(f"{option} {wrong[0]}; {wrong[1]}")
    return cost.number


def _other_unit(cost: Measure, minutes: bool) -> tuple[str, str] | None:
    """What is wrong with its unit, and the remedy. A bare number may be meant as minutes."""
    if minutes and cost.unit in ("km", "m"):
        return f"is in {cost.unit} beside a table of minutes", "give minutes"
    if not minutes and cost.unit == "min":
        return "is in minutes without --minutes", "give km or m, or a table"
    if not minutes and not cost.unit:
        number = f"{cost.number:g}"
        remedy = f"write {number}m or {number}km; minutes need a table, by --minutes"
        return f"is {number} of no unit", remedy
    return None


@contextmanager
def told(where: Path | str) -> Iterator[None]:
    """Bad data and files that are not there as one sentence with the place."""
    name = where.name if isinstance(where, Path) else where
    try:
        yield
    except ValueError as error:
        raise DomainError(f"{name}: {error}") from error
    except OSError as error:
        raise DomainError(f"{where} cannot be read ({error.strerror}); check the name") from error
