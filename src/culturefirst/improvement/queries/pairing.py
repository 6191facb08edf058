"""What is known of the bodies of a round, and the pairing that follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from culturefirst.analysis.pairing import Case, Pairing, check, pair
from culturefirst.improvement.models import Challenge, ChallengeRound, RoundEntry
from culturefirst.improvement.queries.pairing_facts import bodies_from, known_of
from culturefirst.improvement.rules_pairing import (
    Body,
    Known,
    against,
    km_of,
    reasons,
    worth_of,
)
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Organisation

Two = tuple[int, int]


@dataclass(frozen=True)
class Field:
    """The bodies of a round with what is known of them."""

    bodies: dict[int, Body]
    known: Known
    case: Case

    def reason(self, challenger: int, host: int) -> dict[str, Any]:
        """Why one challenges the other, as data that the challenge keeps."""
        one, other = self.bodies[challenger], self.bodies[host]
        return {
            "says": reasons(one, other, self.known),
            "km": km_of(one, other),
            "minutes": self.known.minutes.get(frozenset((challenger, host))),
            "worth": worth_of(one, other, self.known),
        }

    def against(self, one: int, other: int) -> list[str]:
        """Why two may not challenge each other."""
        return against(self.bodies[one], self.bodies[other], self.known)

    def worth(self, links: Iterable[Two]) -> int:
        """What these challenges together are worth."""
        return sum(worth_of(self.bodies[a], self.bodies[b], self.known) for a, b in links)

    def faults(self, links: Iterable[Two]) -> list[str]:
        """What is wrong with these links, with the names of bodies for their keys."""
        named = {key: body.name for key, body in self.bodies.items()}
        case = Case(
            tuple(named.values()),
            self.case.worth,
            frozenset(frozenset(named[int(str(at))] for at in two) for two in self.case.forbidden),
            self.case.mode,
        )
        return check(case, [(named.get(a, str(a)), named.get(b, str(b))) for a, b in links])

    @property
    def is_odd(self) -> bool:
        """Whether one is over when those are paired who may be with somebody."""
        return self.case.mode == "pairs" and bool(self.case.allowed.any(axis=1).sum() % 2)

    def paired(self) -> Pairing:
        """The best pairing."""
        return pair(self.case)


def entries_of(round_: ChallengeRound) -> list[RoundEntry]:
    """Who takes part, in the order in which they entered; for actions and the team that pairs."""
    rows = RoundEntry._base_manager.filter(round=round_, withdrawn_on__isnull=True)
    return list(rows.select_related("organisation__sub_region", "assessment", "lead"))


def field_of_round(round_: ChallengeRound) -> Field:
    """All that pairing looks at, in a fixed number of statements."""
    entries = entries_of(round_)
    far = {each.organisation_id: (each.farthest_km, each.farthest_minutes) for each in entries}
    bodies = bodies_from([each.organisation for each in entries], far)
    known = known_of(list(bodies), tiers_apart=round_.tiers_apart, traits=round_.traits)
    keys = tuple(bodies)
    worth = np.zeros((len(keys), len(keys)), dtype=np.int64)
    no = set()
    for (a, one), (b, other) in combinations(enumerate(bodies.values()), 2):
        if against(one, other, known):
            no.add(frozenset((one.key, other.key)))
        worth[a, b] = worth[b, a] = worth_of(one, other, known)
    return Field(bodies, known, Case(keys, worth, frozenset(no), round_.mode))


def field_of_two(
    one: Organisation,
    other: Organisation,
    user: Any = SYSTEM,
    *,
    declared: bool = True,
    before: Challenge | None = None,
) -> Field:
    """The same of two bodies outside a round, as far as this person may know of it.

    ``before`` leaves out this challenge and what came after it. What speaks against them is told
    and refuses nothing: they may pair themselves as they like.
    """
    bodies = bodies_from([one, other])
    known = known_of(list(bodies), tiers_apart=True, user=user, declared=declared, before=before)
    return Field(bodies, known, Case(tuple(bodies), np.zeros((2, 2), dtype=np.int64)))
