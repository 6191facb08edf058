"""A study as it is told: parts in the order that planners expect, each with figures and tables.

The page, the Word file, the PDF and the workbook are all written from these.
"""

import numpy as np

from culturefirst.intelligence.studying.listing import (
    included,
    local,
    no_minutes,
    parameters,
    ranked,
)
from culturefirst.intelligence.studying.told import (
    Figure,
    Part,
    Sheet,
    Told,
    by_zone,
    for_each,
    in_percent,
    of,
    rounded,
    share,
    whole,
    zone_name,
)
from culturefirst.intelligence.studying.ways import how_far
from culturefirst.kit.wording import figure, plural

NO_SPACE = (
    "A simple balance knows no space: it says nothing of who is near enough, of opening hours, of "
    "who crosses a boundary. Read it with what follows, never alone."
)


def parts(told: Told) -> tuple[Part, ...]:
    """All of the report, in its order."""
    return (
        supply(told),
        demand(told),
        balance(told),
        met(told),
        unmet(told),
        used(told),
        local(told),
        ranked(told),
        included(told),
        parameters(told),
    )


def supply(told: Told) -> Part:
    """What there is."""
    head, rows = told.headline, told.inputs.places
    assumed = int(rows.assumed.sum())
    says = [
        f"There are {plural(head['places'], 'place')} in the area studied: {told.places}. Their "
        f"room is told as visits a week: what each could take at busy times."
    ]
    if assumed:
        says.append(
            f"Of {plural(assumed, 'place')}, the size is not known; "
            f"{told.inputs.parameters['assumed_capacity']} {told.unit} was assumed for each."
        )
    per = share(told.headline["capacity"] * 1000, head["people"])
    return Part(
        "supply",
        "Supply",
        tuple(says),
        figures=(
            Figure("places", whole(head["places"])),
            Figure("visits a week that there is room for", whole(head["capacity"])),
            Figure("visits a week for each 1 000 people", figure(rounded(per or 0))),
        ),
        sheets=(
            by_zone(
                told,
                "supply",
                "Supply by authority",
                ("People", "Places", "Room (visits a week)", "Places for 10 000 people"),
                lambda at, z: (
                    round(z["people"][at]),
                    round(z["places"][at]),
                    round(z["capacity"][at]),
                    for_each(z["places"][at], z["people"][at], 10_000),
                ),
            ),
        ),
    )


def demand(told: Told) -> Part:
    """Who would come."""
    head, given = told.headline, told.inputs.parameters
    each = share(head["demand"], head["people"])
    return Part(
        "demand",
        "Demand",
        (
            f"Expected visits follow from who lives where ({given['population']}) and how many "
            f"take part, how often ({given['rates']}).",
            *no_minutes(told),
        ),
        figures=(
            Figure("people", whole(head["people"])),
            Figure("visits a week expected", whole(head["demand"])),
            Figure("visits a week for each 1 000 people", figure(rounded((each or 0) * 1000))),
        ),
        sheets=(
            by_zone(
                told,
                "demand",
                "Demand by authority",
                ("People", "Visits expected a week", "Visits for 1 000 people"),
                lambda at, z: (
                    round(z["people"][at]),
                    round(z["demand"][at]),
                    for_each(z["demand"][at], z["people"][at], 1000),
                ),
            ),
        ),
    )


def balance(told: Told) -> Part:
    """Supply less demand."""
    head = told.headline
    over = head["capacity"] - head["demand"]
    word = "more room than visits expected" if over >= 0 else "more visits expected than room"
    return Part(
        "balance",
        "Supply and demand together",
        (f"There is {word}: a difference of {whole(abs(over))} visits a week.",),
        warning=NO_SPACE,
        figures=(
            Figure("room", whole(head["capacity"]), "visits a week"),
            Figure("expected", whole(head["demand"]), "visits a week"),
            Figure("difference", whole(over), "room less expected"),
        ),
        sheets=(
            by_zone(
                told,
                "balance",
                "Balance by authority",
                ("Room (visits a week)", "Expected", "Room less expected"),
                lambda at, z: (
                    round(z["capacity"][at]),
                    round(z["demand"][at]),
                    round(z["capacity"][at] - z["demand"][at]),
                ),
            ),
        ),
    )


def met(told: Told) -> Part:
    """What is satisfied, and where."""
    head = told.headline
    return Part(
        "met",
        "Demand met",
        (
            "A visit is met where a place is within the limit and has room at the time. People go "
            "to the nearer place rather than the farther, and to the larger rather than the "
            "smaller; whoever finds it full tries the next.",
            how_far(told.inputs),
        ),
        figures=(
            of(head["satisfied"], head["demand"], "of demand is met"),
            of(head["within"], head["people"], "of people have a place within the limit"),
            of(head["kept"], head["satisfied"], "of what is met is met in the own authority"),
        ),
        sheets=(
            by_zone(
                told,
                "met",
                "Demand met by authority",
                ("Expected", "Met", "Met (%)", "Met at home", "Met elsewhere", "From elsewhere"),
                lambda at, z: (
                    round(z["demand"][at]),
                    round(z["satisfied"][at]),
                    in_percent(z["satisfied"][at], z["demand"][at]),
                    round(z["kept"][at]),
                    round(z["exported"][at]),
                    round(z["imported"][at]),
                ),
            ),
        ),
    )


def unmet(told: Told) -> Part:
    """What is not, and why."""
    head = told.headline
    return Part(
        "unmet",
        "Unmet demand",
        (
            "Unmet demand is of two kinds, and asks for two remedies: where everything is too far "
            "away, a place nearer by; where what is near has no room, more room or longer hours.",
        ),
        figures=(
            of(head["too_far"], head["demand"], "of demand is too far away"),
            of(head["no_room"], head["demand"], "of demand finds no room"),
        ),
        sheets=(
            by_zone(
                told,
                "unmet",
                "Unmet demand by authority",
                ("Expected", "Too far away", "Too far (%)", "No room", "No room (%)"),
                lambda at, z: (
                    round(z["demand"][at]),
                    round(z["too_far"][at]),
                    in_percent(z["too_far"][at], z["demand"][at]),
                    round(z["no_room"][at]),
                    in_percent(z["no_room"][at], z["demand"][at]),
                ),
            ),
        ),
    )


def used(told: Told) -> Part:
    """How full the places are."""
    head, rows = told.headline, told.inputs.places
    taken = told.results.place["used"]
    order = np.argsort(
        -np.divide(taken, rows.capacity, out=np.zeros_like(taken), where=rows.capacity > 0)
    )
    lines = [
        (
            rows.names[at],
            zone_name(told, int(rows.zone[at])),
            round(float(rows.capacity[at])),
            round(float(taken[at])),
            in_percent(float(taken[at]), float(rows.capacity[at])),
        )
        for at in order
        if rows.zone[at] >= 0
    ]
    return Part(
        "used",
        "Used capacity",
        ("How much of the room is used, by whoever comes, also from outside the area studied.",),
        figures=(of(head["used"], head["capacity"], "of the room is used"),),
        sheets=(
            by_zone(
                told,
                "used",
                "Used capacity by authority",
                ("Room (visits a week)", "Used", "Used (%)", "Of it from elsewhere"),
                lambda at, z: (
                    round(z["capacity"][at]),
                    round(z["used"][at]),
                    in_percent(z["used"][at], z["capacity"][at]),
                    round(z["imported"][at]),
                ),
            ),
            Sheet(
                "used_places",
                "Used capacity by place, the fullest first",
                ("Place", "Authority", "Room (visits a week)", "Used", "Used (%)"),
                lines,
                (False, False, True, True, True),
            ),
        ),
    )
