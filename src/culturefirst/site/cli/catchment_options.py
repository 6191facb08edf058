"""What ``culturefirst catchment`` understands; imports nothing heavy."""

import argparse
import re
from pathlib import Path
from typing import NamedTuple

METHODS = ("2sfca", "e2sfca", "3sfca", "allocation")
DECAYS = ("even", "gaussian", "exponential", "linear", "steps")
ENGINES = ("auto", "numpy", "numba")
RATIONINGS = ("share", "nearest")
MEASURE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(km|m|min)?")
UNITS = {"km": 1000.0, "m": 1.0, "min": 1.0, "": 1.0}


class Measure(NamedTuple):
    """A cost of travel: in metres or minutes, and the unit it was given in, if any."""

    number: float
    unit: str


def declare(command: argparse.ArgumentParser) -> None:
    """The options, grouped as one thinks of them."""
    add = command.add_argument
    add("--areas", type=Path, required=True, metavar="CSV",
        help="code, easting and northing (or latitude and longitude), demand")  # fmt: skip
    add("--facilities", type=Path, required=True, metavar="CSV",
        help="code, easting and northing (or latitude and longitude), capacity")  # fmt: skip
    add("--limit", type=measure, required=True, metavar="COST",
        help="how far people go: 5km, 800m, or 30min with --minutes; equal is within")  # fmt: skip
    _ways(command)
    _data(command)
    add("--out", type=Path, metavar="CSV", help="write a row for each area; - prints it")
    add("--facilities-out", type=Path, metavar="CSV",
        help="write a row for each facility; - prints it")  # fmt: skip
    add("--json", action="store_true", help="print all of it, for programs, not people")


def _ways(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("how it is calculated")
    add = group.add_argument
    add("--method", choices=METHODS, default="e2sfca",
        help="usually e2sfca; allocation wants demand and capacity in visits a week")  # fmt: skip
    add("--rationing", choices=RATIONINGS,
        help="of allocation, whom a full place serves: all who ask by the same share (unless "
        "given), or the nearest first")  # fmt: skip
    add("--decay", choices=DECAYS, help="gaussian unless given")
    add("--width", type=measure, metavar="COST",
        help="of the gaussian or exponential decay; else half the limit")  # fmt: skip
    add("--steps", type=_steps, metavar="STEPS", help="for --decay steps: 1km:1,3km:0.68,5km:0.22")
    add("--modes", type=Path, metavar="CSV",
        help="mode, share, limit, detour, decay, width: a row for each way of going")  # fmt: skip
    add("--detour", type=float, default=1.0, metavar="FACTOR",
        help="length of the way over the straight line, such as 1.3; else 1")  # fmt: skip
    add("--minutes", type=Path, metavar="CSV",
        help="area, facility, minutes: instead of straight lines")  # fmt: skip
    add("--engine", choices=ENGINES, default="auto", help="usually auto")


def _data(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("how the files are read")
    add = group.add_argument
    add("--area-code", default="", metavar="COLUMN", help="the column with the codes of areas")
    add("--demand", default="", metavar="COLUMN", help="the column with people or visits")
    add("--facility-code", default="", metavar="COLUMN", help="the same of facilities")
    add("--capacity", default="", metavar="COLUMN", help="the column with the capacity")
    add("--assume-capacity", type=_number, metavar="NUMBER", help="where it is not known")
    add("--total", type=_number, metavar="NUMBER",
        help="refuse areas whose demand does not add up to this")  # fmt: skip
    add("--region", type=_region, metavar="WEST,SOUTH,EAST,NORTH",
        help="refuse points outside, in metres of the British National Grid")  # fmt: skip


def measure(text: str) -> Measure:
    """A cost such as 5km, 800m, 30min or 5000."""
    found = MEASURE.fullmatch(text.strip().lower())
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no distance; write it like 5km or 30min")
    unit = found[2] or ""
    return Measure(round(float(found[1]) * UNITS[unit], 9), unit)


def _steps(text: str) -> tuple[tuple[Measure, float], ...]:
    try:
        parts = [part.split(":") for part in text.split(",")]
        return tuple((measure(edge), float(weight)) for edge, weight in parts)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} are no steps; write them like 1km:1,3km:0.68,5km:0.22"
        ) from None


def _region(text: str) -> tuple[float, ...]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = 0.0
    if not (west < east and south < north):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no region; give west,south,east,north in metres"
        )
    if max(abs(west), abs(south), abs(east), abs(north)) <= 180:
        raise argparse.ArgumentTypeError(
            f"{text!r} is in degrees; give metres of the British National Grid"
        )
    return west, south, east, north


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 0 or more")
    return found
