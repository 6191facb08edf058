"""What is said of bodies: their fields, their membership, and who took over from whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from culturefirst.kit.changes import Words
from culturefirst.kit.wording import day as said
from culturefirst.network.models import Membership, Organisation, Succession

How = Succession.How
WORDS = Words(
    {
        "short_name": "Also called",
        "description": "What it does",
        "public_id": "Number in a public register",
        "upper_tier": "County council",
        "parent": "Part of",
        "founded_on": "Founded",
        "dissolved_on": "Dissolved",
        "starts": "From",
        "ends": "Until",
        "on": "Day",
        "how": "What happened",
        "leads": "Keeps the organisation's people",
        "sub_region": "Sub-region",
    },
    # The page names the body already, and its address is told by the browser.
    hidden=frozenset({"slug", "organisation_id"}),
)
FORTH = {How.MERGED: "Became part of", How.SPLIT: "Was split into", How.BECAME: "Became"}
BACK = {How.MERGED: "Took over from", How.SPLIT: "Came out of", How.BECAME: "Was, before it, "}


@dataclass
class Passing:
    """What happened to a body on a day, with the bodies on the other side; ``pk`` of one row."""

    words: str
    on: date
    pk: int
    bodies: list[Organisation] = field(default_factory=list)


def passings(rows: Iterable[Any], *, forth: bool) -> list[Passing]:
    """Successions that were recorded together, as one sentence each."""
    found: dict[tuple[Any, ...], Passing] = {}
    for row in rows:
        words = (FORTH if forth else BACK)[How(row.how)]
        one = found.setdefault((row.batch, row.how), Passing(words, row.on, row.pk))
        one.bodies.append(row.successor if forth else row.predecessor)
    return list(found.values())


def membership_told(memberships: Iterable[Membership], on: date) -> str:
    """Whether the body is a member, was one or will be, in a sentence; the latest comes first."""
    latest = next(iter(memberships), None)
    if latest is None:
        return "Not a member."
    if latest.starts > on:
        return f"Joins on {said(latest.starts)}."
    if latest.ends is None:
        return f"A member since {said(latest.starts)}."
    if latest.ends > on:
        return f"A member since {said(latest.starts)}, until {said(latest.ends)}."
    return f"A member from {said(latest.starts)} to {said(latest.ends)}."
