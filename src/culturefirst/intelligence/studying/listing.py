"""The end of a study's report: local share, areas by need, what was included, parameters."""

import numpy as np

from culturefirst.intelligence.studying.told import (
    Part,
    Sheet,
    Told,
    by_zone,
    in_percent,
    rounded,
    zone_name,
)
from culturefirst.kit.wording import plural


def local(told: Told) -> Part:
    """The local share."""
    return Part(
        "local",
        "Local share",
        (
            "The local share is the room that people can reach, shared with all others who can "
            "reach it, for each visit expected. 100 is the average of the whole calculation; 50 "
            "is half as much room for each.",
        ),
        sheets=(
            by_zone(
                told,
                "local",
                "Local share by authority, the least first",
                ("People", "Places", "Local share (100 = average)", "Within the limit (%)"),
                lambda at, z: (
                    round(z["people"][at]),
                    round(z["places"][at]),
                    rounded(z["share"][at]),
                    in_percent(z["within"][at], z["people"][at]),
                ),
                order=np.argsort(told.zone("share"), kind="stable"),
            ),
        ),
    )


def ranked(told: Told) -> Part:
    """Areas by need."""
    rows, got = told.inputs.areas, told.results.area
    missing = got["too_far"] + got["no_room"]
    order = np.lexsort((got["share"], -missing))
    lines = [
        (
            rows.names[at] or rows.codes[at],
            rows.codes[at],
            zone_name(told, int(rows.zone[at])),
            round(float(rows.people[at])),
            rounded(float(missing[at])),
            rounded(float(got["too_far"][at])),
            rounded(float(got["no_room"][at])),
            rounded(float(got["share"][at])),
            round(float(got["score"][at]), 4),
        )
        for at in order
        if rows.studied[at]
    ]
    return Part(
        "ranked",
        "Areas by need",
        (
            "Areas with the most unmet visits come first; of equals, those with the smaller local "
            "share.",
        ),
        sheets=(
            Sheet(
                "ranked",
                "Areas by need",
                (
                    "Area",
                    "Code",
                    "Authority",
                    "People",
                    "Unmet visits a week",
                    "Too far",
                    "No room",
                    "Local share",
                    "Room within reach a person",
                ),
                lines,
                (False, False, False, True, True, True, True, True, True),
            ),
        ),
    )


def included(told: Told) -> Part:
    """Which places were counted, and which were not."""
    rows = told.inputs.places
    near = int((rows.zone < 0).sum())
    around = len(told.inputs.areas.codes) - int(told.inputs.areas.studied.sum())
    lines = [
        (
            rows.names[at],
            rows.kinds[at],
            zone_name(told, int(rows.zone[at])),
            rounded(float(rows.units[at])),
            "assumed" if rows.assumed[at] else "known",
            round(float(rows.capacity[at])),
        )
        for at in range(len(rows.codes))
    ]
    out = [(each.name, each.why) for each in told.inputs.left_out]
    return Part(
        "included",
        "Included and left out",
        (
            f"{plural(len(rows.codes), 'place')} are counted. Of them, {plural(near, 'place')} "
            f"and {plural(around, 'small area')} lie around what was studied: people cross "
            "boundaries, so neighbours are always part of the calculation.",
        ),
        sheets=(
            Sheet(
                "included",
                "Places included",
                ("Place", "Kind", "Authority", told.unit or "Size", "Size is", "Visits a week"),
                lines,
                (False, False, False, True, False, True),
            ),
            Sheet(
                "left_out",
                "Places left out",
                ("Place", "Why"),
                out,
                (False, False),
                "No place was left out.",
            ),
        ),
    )


def parameters(told: Told) -> Part:
    """By what it was worked out."""
    given = told.inputs.parameters
    lines = [tuple(each) for each in given["told"]]
    sources = [
        (
            each["what"],
            each["name"],
            each.get("year", ""),
            each.get("source", ""),
            each.get("licence", ""),
            each["digest"][:12],
        )
        for each in told.inputs.sources
    ]
    return Part(
        "parameters",
        "Parameters",
        ("With these parameters and these versions of the facts, the figures come out the same.",),
        sheets=(
            Sheet("parameters", "Parameters", ("What", "Value", "Note"), lines, (False,) * 3),
            Sheet(
                "sources",
                "Where the facts are from",
                ("What", "Name", "Year", "Source", "Licence", "Version"),
                sources,
                (False,) * 6,
            ),
        ),
    )
