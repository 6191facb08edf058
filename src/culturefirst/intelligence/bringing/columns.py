"""What columns stand for: ours, and how other files head them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from culturefirst.intelligence.models import PeopleFile

What = PeopleFile.What


@dataclass(frozen=True)
class Known:
    """A column of ours: what it holds, whether it is needed, and how heads say it (patterns)."""

    name: str
    title: str
    heads: tuple[str, ...]
    needed: bool = False
    help: str = ""


SMALL = "(oa|lsoa|msoa|wd|ward|dz|sdz|area|geography|zone)"
CODE = Known(
    "code", "Code of the area",
    ("code", "areacode", "id", f"{SMALL}[0-9]*(cd|code)", "mnemonic", "lad[0-9]*(cd|code)"),
    needed=True,
)  # fmt: skip
NAME = Known("name", "Name of the area", ("name", "areaname", f"{SMALL}[0-9]*(nm|name)"))
ZONE = Known(
    "zone", "Code of its authority",
    ("authoritycode", "localauthoritycode", "lad[0-9]*(cd|code)", "zone", "zonecode", "gsscode"),
)  # fmt: skip
ZONE_NAME = Known(
    "zone_name", "Its authority", ("authority", "localauthority", "lad[0-9]*(nm|name)", "zonename")
)
EAST = Known("easting", "Easting", ("easting", "eastings", "e", "x", "bnge", "x_?coord.*"))
NORTH = Known("northing", "Northing", ("northing", "northings", "n", "y", "bngn", "y_?coord.*"))
LON = Known("longitude", "Longitude", ("longitude", "long", "lon", "lng"))
LAT = Known("latitude", "Latitude", ("latitude", "lat"))
PEOPLE = Known(
    "people", "People who live there",
    ("people", "residents.*", "population.*", "usualresidents.*", "persons"),
    help="Kept as a population of totals.",
)  # fmt: skip
SEGMENT = Known(
    "segment", "Segment",
    ("segment", "segmentcode", "oac.*", "supergroup.*", "subgroup.*", "mosaic.*", "acorn.*"),
    help="One code for an area: kept as its classification.",
)  # fmt: skip
OWN: Mapping[str, tuple[Known, ...]] = {
    What.AREAS: (CODE, NAME, EAST, NORTH, LON, LAT, ZONE, ZONE_NAME, PEOPLE, SEGMENT),
    What.BOUNDARIES: (CODE, NAME, EAST, NORTH, ZONE, ZONE_NAME),
    What.PEOPLE: (
        CODE,
        Known(
            "total", "Total",
            ("total", "allpersons", "allages", "totalpopulation", "persons", "people", "all"),
            help="Compared with the sum of the groups.",
        ),
    ),
    What.SEGMENTS: (
        CODE,
        SEGMENT,
        Known("segment_name", "Name of the segment", ("segmentname", "label", "description")),
        Known(
            "share", "How much of the area is of it",
            ("share", "count", "number", "people", "households", "percentage", "percent"),
            help="Empty: the whole area is.",
        ),
    ),
    What.RATES: (
        Known("activity", "Activity", ("activity", "what"), needed=True),
        Known("says", "What counts as taking part", ("says", "definition", "measure", "question")),
        Known("sex", "Sex", ("sex", "gender")),
        Known("ages", "Ages", ("ages", "age", "agegroup", "ageband"), help="16-24, 75+, or all."),
        SEGMENT,
        Known(
            "share", "Share that takes part",
            ("share", "rate", "participation", "percentage", "percent", "pct"), needed=True,
        ),
        Known(
            "times", "Times a week", ("timesaweek", "timesperweek", "frequency", "visitsperweek")
        ),
        Known("year", "Year", ("year", "period")),
        Known("source", "Source", ("source", "survey")),
    ),
    What.TIMES: (
        Known(
            "area", "From: code of the area",
            ("from", "fromid", "origin.*", "area", "areacode", f"{SMALL}[0-9]*(cd|code)", "code"),
            needed=True,
        ),
        Known(
            "place", "To: the place",
            ("to", "toid", "destination.*", "place", "placeid", "facility.*", "asset.*"),
            needed=True,
        ),
        Known(
            "minutes", "Minutes",
            ("minutes", "traveltime.*", "time", "duration.*", "seconds", "cost"), needed=True,
            help="A row without a number is a pair without a way.",
        ),
        Known(
            "mode", "Mode of travel", ("mode", "transportmode", "travelmode", "means"),
            help="Walking, public transport or car.",
        ),
    ),
}  # fmt: skip


def guessed(what: str, heads: Iterable[str]) -> dict[str, str]:
    """For each column of ours the head that probably stands for it; none twice."""
    left = [head for head in heads if head]
    found: dict[str, str] = {}
    for known in OWN[what]:
        head = _first(known, left)
        if head:
            found[known.name] = head
            left.remove(head)
    return found


def _first(known: Known, heads: Iterable[str]) -> str:
    """The head that fits the earliest of the patterns."""
    plain = {head: re.sub(r"[^a-z0-9]", "", head.casefold()) for head in heads}
    for pattern in known.heads:
        for head, letters in plain.items():
            if re.fullmatch(pattern, letters):
                return head
    return ""
