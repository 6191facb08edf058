"""The end of a study's report: local share, areas by need, what was included, parameters."""

import numpy as np

from culturefirst.intelligence.studying.inputs import LEFT
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
    unknown = [
        (each.name or each.code, each.code, round(each.people), each.done)
        for each in told.inputs.no_minutes
    ]
    return Part(
        "included",
        "Included and left out",
        (
            f"{plural(len(rows.codes), 'place')} are counted. Of them, {plural(near, 'place')} "
            f"and {plural(around, 'small area')} lie around what was studied: people cross "
            "boundaries, so neighbours are always part of the calculation.",
            *no_minutes(told),
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
            *(
                Sheet(
                    "no_minutes",
                    "Small areas without minutes",
                    ("Area", "Code", "People", "What was done"),
                    rows_of,
                    (False, False, True, False),
                )
                for rows_of in ([unknown] if unknown else [])
            ),
        ),
    )


def no_minutes(told: Told) -> tuple[str, ...]:
    """How many areas the table of minutes does not know, and what that means for the figures."""
    found = told.inputs.no_minutes
    if not found:
        return ()
    people = plural(round(sum(each.people for each in found)), "person,people")
    what = f"Of {plural(len(found), 'small area')} with {people}, the table has no minutes"
    if found[0].done == LEFT:
        return (f"{what}: they are left out, and in no figure of this study.",)
    return (f"{what}. It was made for every area, so that they count as too far from all places.",)


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
