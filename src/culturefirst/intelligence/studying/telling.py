"""A study as it is told: parts in the order that planners expect, each with figures and tables.

The page, the Word file, the PDF and the workbook are all written from these.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.solving import Results
from culturefirst.kit.wording import figure, percent, plural

NO_SPACE = (
    "A simple balance knows no space: it says nothing of who is near enough, of opening hours, of "
    "who crosses a boundary. Read it with what follows, never alone."
)


@dataclass(frozen=True)
class Figure:
    """One figure of a part: what it is, as it is shown, and its base in words."""

    label: str
    shown: str
    base: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table: ``numeric`` says which columns hold numbers."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    numeric: tuple[bool, ...]
    empty: str = "There is nothing to show."


@dataclass(frozen=True)
class Part:
    """A section of the report."""

    key: str
    title: str
    says: tuple[str, ...] = ()
    warning: str = ""
    figures: tuple[Figure, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True)
class Told:
    """A run with its sums: ``zones`` are the authorities studied, in the order of their names."""

    inputs: Inputs
    results: Results
    headline: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "headline", headline(self.inputs, self.results))

    def zone(self, name: str) -> Array:
        """A value of each authority studied."""
        return self.results.zone[name][: len(self.inputs.zones)]

    @property
    def unit(self) -> str:
        return str(self.inputs.parameters["unit"])

    @property
    def places(self) -> str:
        """What the places are called."""
        return str(self.inputs.parameters["kinds"]).lower()


def headline(inputs: Inputs, results: Results) -> dict[str, float]:
    """The figures of the areas studied, all together."""
    last = len(inputs.zones)
    names = ("people", "within", "demand", "satisfied", "too_far", "no_room")
    told = {name: float(results.zone[name][:last].sum()) for name in names}
    own = ("places", "capacity", "used", "kept", "imported", "exported")
    return told | {name: float(results.zone[name][:last].sum()) for name in own}


def share(above: float, below: float) -> float | None:
    """A share, or ``None`` where there is nothing to divide by."""
    return above / below if below else None


def of(above: float, below: float, what: str) -> Figure:
    """A share with its base."""
    return Figure(what, percent(share(above, below)), f"{whole(above)} of {whole(below)}")


def whole(value: float) -> str:
    return figure(round(value))


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
            Figure("visits a week for each 1 000 people", figure(_one(per or 0))),
        ),
        sheets=(
            _by_zone(
                told,
                "supply",
                "Supply by authority",
                ("People", "Places", "Room (visits a week)", "Places for 10 000 people"),
                lambda at, z: (
                    round(z["people"][at]),
                    round(z["places"][at]),
                    round(z["capacity"][at]),
                    _per(z["places"][at], z["people"][at], 10_000),
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
        ),
        figures=(
            Figure("people", whole(head["people"])),
            Figure("visits a week expected", whole(head["demand"])),
            Figure("visits a week for each 1 000 people", figure(_one((each or 0) * 1000))),
        ),
        sheets=(
            _by_zone(
                told,
                "demand",
                "Demand by authority",
                ("People", "Visits expected a week", "Visits for 1 000 people"),
                lambda at, z: (
                    round(z["people"][at]),
                    round(z["demand"][at]),
                    _per(z["demand"][at], z["people"][at], 1000),
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
            _by_zone(
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
        ),
        figures=(
            of(head["satisfied"], head["demand"], "of demand is met"),
            of(head["within"], head["people"], "of people have a place within the limit"),
            of(head["kept"], head["satisfied"], "of what is met is met in the own authority"),
        ),
        sheets=(
            _by_zone(
                told,
                "met",
                "Demand met by authority",
                ("Expected", "Met", "Met (%)", "Met at home", "Met elsewhere", "From elsewhere"),
                lambda at, z: (
                    round(z["demand"][at]),
                    round(z["satisfied"][at]),
                    _percent(z["satisfied"][at], z["demand"][at]),
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
            _by_zone(
                told,
                "unmet",
                "Unmet demand by authority",
                ("Expected", "Too far away", "Too far (%)", "No room", "No room (%)"),
                lambda at, z: (
                    round(z["demand"][at]),
                    round(z["too_far"][at]),
                    _percent(z["too_far"][at], z["demand"][at]),
                    round(z["no_room"][at]),
                    _percent(z["no_room"][at], z["demand"][at]),
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
            _percent(float(taken[at]), float(rows.capacity[at])),
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
            _by_zone(
                told,
                "used",
                "Used capacity by authority",
                ("Room (visits a week)", "Used", "Used (%)", "Of it from elsewhere"),
                lambda at, z: (
                    round(z["capacity"][at]),
                    round(z["used"][at]),
                    _percent(z["used"][at], z["capacity"][at]),
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
            _by_zone(
                told,
                "local",
                "Local share by authority, the least first",
                ("People", "Places", "Local share (100 = average)", "Within the limit (%)"),
                lambda at, z: (
                    round(z["people"][at]),
                    round(z["places"][at]),
                    _one(z["share"][at]),
                    _percent(z["within"][at], z["people"][at]),
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
            _one(float(missing[at])),
            _one(float(got["too_far"][at])),
            _one(float(got["no_room"][at])),
            _one(float(got["share"][at])),
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
            _one(float(rows.units[at])),
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


def zone_name(told: Told, at: int) -> str:
    """An authority's name; of what lies outside the study, that it does."""
    return told.inputs.zones[at][1] if 0 <= at < len(told.inputs.zones) else "Outside the study"


def _by_zone(
    told: Told, key: str, title: str, heads: tuple[str, ...], line: Any, order: Any = None
) -> Sheet:
    zone = {name: told.zone(name).tolist() for name in told.results.zone}
    names = [name for _, name in told.inputs.zones]
    places = range(len(names)) if order is None else [int(at) for at in order]
    rows = [(names[at], *line(at, zone)) for at in places]
    return Sheet(key, title, ("Authority", *heads), rows, (False, *(True for _ in heads)))


def _per(above: float, below: float, each: int) -> float | None:
    found = share(above, below)
    return None if found is None else round(found * each, 2)


def _percent(above: float, below: float) -> float | None:
    found = share(above, below)
    return None if found is None else _one(found * 100)


def _one(value: float) -> float:
    return round(float(value), 1)
