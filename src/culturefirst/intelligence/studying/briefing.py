"""Two pages for a councillor: what was found for one authority, what would change, what to ask."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from culturefirst.intelligence.studying import standing
from culturefirst.intelligence.studying.comparing import lost
from culturefirst.intelligence.studying.frozen import Array
from culturefirst.intelligence.studying.standing import Standing
from culturefirst.intelligence.studying.told import Told, share, whole
from culturefirst.intelligence.studying.ways import how_far
from culturefirst.kit.wording import figure, percent, plural

WORST = 5  # small areas that are named
QUESTIONS = 3
MET = (("satisfied", "Demand met"), ("too_far", "Too far away"), ("no_room", "No room"))


def content(told: Told, at: int, scenario: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All that a brief says of the authority with this number, but for what its issuer writes.

    ``scenario`` has ``title``, ``changes`` (what, then), ``then`` (how things would stand).
    """
    zone = {name: float(told.zone(name)[at]) for name in told.results.zone}
    return {
        "zone": told.inputs.zones[at][1],
        "kinds": told.inputs.parameters["kinds"],
        "found": list(_found(told, zone, at)),
        "figures": _figures(zone),
        "areas": _areas(told, at),
        "change": _change(told, at, scenario) if scenario is not None else None,
        "questions": list(_questions(told, zone, at))[:QUESTIONS],
        "sources": [
            f"{each['what']}: {each['name']}. {each.get('source', '')}".strip()
            for each in told.inputs.sources
        ],
        "limits": (
            f"{how_far(told.inputs)} The figures are estimates by a model, not counts of visitors."
        ),
    }


def _figures(zone: Mapping[str, float]) -> list[list[str]]:
    return [
        [percent(share(zone["within"], zone["people"])), "of people have a place within reach"],
        [percent(share(zone["satisfied"], zone["demand"])), "of demand is met"],
        [percent(share(zone["too_far"], zone["demand"])), "is too far from any place"],
        [percent(share(zone["no_room"], zone["demand"])), "finds no room"],
    ]


def _found(told: Told, zone: Mapping[str, float], at: int) -> Iterator[str]:
    order = np.argsort(np.argsort(told.zone("share"), kind="stable"), kind="stable")
    place, number = int(order[at]) + 1, len(told.inputs.zones)
    yield (
        f"{whole(zone['people'])} people live here, with {plural(zone['places'], 'place')} of this "
        f"kind and room for {whole(zone['capacity'])} visits a week. Some "
        f"{whole(zone['demand'])} are expected."
    )
    if number > 1:
        yield (
            f"The local share is {figure(round(zone['share']))} (100 is the average): the "
            f"{_ordinal(place)} of {plural(number, 'authority')} studied."
        )
    if zone["exported"] > zone["kept"] * 0.05:
        yield (
            f"{whole(zone['exported'])} visits a week by people from here are met elsewhere; "
            f"{whole(zone['imported'])} come in from elsewhere."
        )


def _areas(told: Told, at: int) -> list[list[str]]:
    rows, got = told.inputs.areas, told.results.area
    missing = np.where(rows.zone == at, got["too_far"] + got["no_room"], -1.0)
    order = np.argsort(-missing, kind="stable")[:WORST]
    return [
        [
            rows.names[each] or rows.codes[each],
            whole(float(rows.people[each])),
            figure(round(float(missing[each]), 1)),
            "too far" if got["too_far"][each] >= got["no_room"][each] else "no room",
        ]
        for each in order.tolist()
        if missing[each] >= 0.05
    ]


def _change(told: Told, at: int, scenario: Mapping[str, Any]) -> dict[str, Any]:
    """What a scenario would do here; of one that was kept before all was told, what it has."""
    mine = told.inputs.areas.zone == at
    now, then = standing.now(told.inputs, told.results), scenario["then"]

    def part(state: Standing, name: str, over: str) -> str:
        below = float(state.area[over][mine].sum())
        return percent(share(float(state.area[name][mine].sum()), below))

    rows = [[label, part(now, name, "demand"), part(then, name, "demand")] for name, label in MET]
    if then.whole:
        rows = [*_reached(at, mine, now, then), *rows, *_balance(at, now, then)]
    return {
        "title": scenario["title"],
        "changes": [list(each) for each in scenario["changes"]],
        "rows": rows,
    }


def _reached(at: int, mine: Array, now: Standing, then: Standing) -> list[list[str]]:
    """Who has a place within reach; and who would lose their only one."""

    def reached(state: Standing) -> str:
        return percent(share(float(state.zone["within"][at]), float(state.zone["people"][at])))

    rows = [["People with a place within reach", reached(now), reached(then)]]
    gone = float(lost(now, then)[mine].sum())
    return [*rows, ["People who lose their only one", "", whole(gone)]] if gone else rows


def _balance(at: int, now: Standing, then: Standing) -> list[list[str]]:
    """What people can reach of room, and whom neighbours serve."""

    def row(label: str, name: str, times: int = 1) -> list[str]:
        return [label, *(whole(times * float(each.zone[name][at])) for each in (now, then))]

    return [
        row("Room for 1 000 people within reach", "score", 1000),
        row("Local share (100 is the average)", "share"),
        row("Visits met elsewhere", "exported"),
        row("Visits from elsewhere", "imported"),
    ]


def _questions(told: Told, zone: Mapping[str, float], at: int) -> Iterator[str]:
    """The first of those that the figures raise; then such as can always be asked."""
    far, full = zone["too_far"], zone["no_room"]
    if far > 0.05 * zone["demand"] and far >= full:
        yield (
            "Could a place nearer to those who have none be opened, moved or brought on wheels, "
            "and would it cost less than what it spares elsewhere?"
        )
    if full > 0.02 * zone["demand"]:
        yield (
            "Which places are fullest, and could they open longer at busy times before anything "
            "is built?"
        )
    if zone["exported"] > 0.1 * zone["satisfied"]:
        yield "What do our neighbours plan for the places that our people use there?"
    if assumed := int((told.inputs.places.assumed & (told.inputs.places.zone == at)).sum()):
        yield (
            f"The size of {plural(assumed, 'place')} here was assumed. Who can confirm it before "
            "we decide?"
        )
    if far > 0.05 * zone["demand"] > full:
        yield "Who can get to what is there only by car, and what would it take to change that?"
    yield "Which of these places would we miss most, and how do we know?"
    yield "What else do the buildings do for the people around them that no model counts?"
    yield "When shall we look at these figures again, and who brings them up to date?"


def _ordinal(number: int) -> str:
    if number == 1:
        return "lowest"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending} lowest"


def scenario_of(title: str, changes: Sequence[tuple[str, str]], then: Standing) -> Any:
    """A kept scenario as ``content`` takes it."""
    return {"title": title, "changes": changes, "then": then}
