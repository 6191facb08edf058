"""What is known of the bodies of a round, and the pairing that follows from it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Any

import numpy as np
from django.db.models import Q

from culturefirst.analysis.pairing import Case, Pairing, check, pair
from culturefirst.collaboration.queries.matches import worth as fits
from culturefirst.improvement.distances import centre_of
from culturefirst.improvement.models import Challenge, ChallengeRound, Interest, RoundEntry
from culturefirst.improvement.rules_pairing import (
    Body,
    Known,
    against,
    km_of,
    reasons,
    worth_of,
)
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Organisation, Post, Service

YEAR = timedelta(days=365)
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
    far = {each.organisation_id: each.farthest_km for each in entries}
    bodies = _bodies([each.organisation for each in entries], far)
    known = _known(list(bodies), tiers_apart=round_.tiers_apart)
    keys = tuple(bodies)
    worth = np.zeros((len(keys), len(keys)), dtype=np.int64)
    no = set()
    for (a, one), (b, other) in combinations(enumerate(bodies.values()), 2):
        if against(one, other, known):
            no.add(frozenset((one.key, other.key)))
        worth[a, b] = worth[b, a] = worth_of(one, other, known)
    return Field(bodies, known, Case(keys, worth, frozenset(no), round_.mode))


def field_of_two(
    one: Organisation, other: Organisation, user: Any = SYSTEM, *, declared: bool = True
) -> Field:
    """The same of two bodies outside a round, as far as this person may know of it.

    What speaks against them is told and refuses nothing: they may pair themselves as they like.
    """
    bodies = _bodies([one, other], {})
    known = _known(list(bodies), tiers_apart=True, user=user, declared=declared)
    return Field(bodies, known, Case(tuple(bodies), np.zeros((2, 2), dtype=np.int64)))


def _bodies(organisations: list[Organisation], far: dict[int, int | None]) -> dict[int, Body]:
    today = clock.today()
    rows = Organisation.objects.filter(pk__in=[each.pk for each in organisations])
    found = {}
    for each in rows.select_related("sub_region").prefetch_related("codes", "services"):
        run = [row for row in each.services.all() if row.ends is None or row.ends > today]
        codes = sorted(each.codes.all(), key=lambda row: row.ends is not None)
        found[each.pk] = Body(
            key=each.pk,
            name=each.name,
            kind=each.kind,
            kind_name=each.get_kind_display(),
            place=each.sub_region.name if each.sub_region is not None else "",
            centre=centre_of(row.code for row in codes),
            services=frozenset(row.service for row in run),
            above=frozenset(key for key in (each.upper_tier_id, each.parent_id) if key is not None),
            farthest=far.get(each.pk),
        )
    return {each.pk: found[each.pk] for each in organisations}


def _known(
    keys: list[int], *, tiers_apart: bool, user: Any = SYSTEM, declared: bool = True
) -> Known:
    return Known(
        staff=_staff(keys),
        earlier=_earlier(keys, user),
        declared=_declared(keys, user) if declared else {},
        fits={frozenset(two): score for two, (score, _) in fits(keys).items()},
        names={str(each.value): str(each.label) for each in Service},
        tiers_apart=tiers_apart,
    )


def _staff(keys: list[int]) -> frozenset[frozenset[int]]:
    """Pairs of bodies for which somebody holds posts, or held one within a year."""
    late = Q(ends__isnull=True) | Q(ends__gt=clock.today() - YEAR)
    rows = Post.objects.filter(late, organisation__in=keys, person__isnull=False)
    of: dict[int, set[int]] = defaultdict(set)
    for person, body in rows.values_list("person", "organisation"):
        of[person].add(body)
    return frozenset(
        frozenset(two) for bodies in of.values() for two in combinations(sorted(bodies), 2)
    )


def _earlier(keys: list[int], user: Any) -> frozenset[frozenset[int]]:
    rows = Challenge.objects.visible_to(user).filter(host__in=keys, challenger__in=keys)
    rows = rows.exclude(state=Challenge.State.CALLED_OFF).order_by()
    return frozenset(frozenset(two) for two in rows.values_list("host", "challenger"))


def _declared(keys: list[int], user: Any) -> dict[frozenset[int], str]:
    rows = Interest.objects.visible_to(user).standing_on(clock.today())
    found = rows.filter(one__in=keys, other__in=keys).order_by("pk")
    return {frozenset((each.one_id, each.other_id)): each.get_kind_display() for each in found}


@dataclass(frozen=True)
class Line:
    """A link of the draft in words, for the team."""

    challenger: str
    host: str
    says: str
    worth: int
    by_hand: str
    mutual: bool


@dataclass(frozen=True)
class Drafted:
    """The draft of a pairing: its links, who is left out and why, and how near the best it is."""

    lines: list[Line]
    left_out: list[tuple[str, str]]
    worth: int
    bound: int

    @property
    def of_bound(self) -> int:
        """Its worth in per cent of the most that is possible, rounded down."""
        return 100 * self.worth // self.bound if self.bound else 100


def drafted(round_: ChallengeRound) -> Drafted:
    """The draft as it stands, in words."""
    field = field_of_round(round_)
    links = [(a, b) for a, b in round_.draft if a in field.bodies and b in field.bodies]
    why = {(each["challenger"], each["host"]): each["why"] for each in round_.by_hand}
    lines = []
    for one, other in links:
        reason, back = field.reason(one, other), (other, one) in links
        if back and one > other:
            continue
        lines.append(
            Line(
                field.bodies[one].name,
                field.bodies[other].name,
                "; ".join(reason["says"]),
                reason["worth"] * (2 if back else 1),
                why.get((one, other), why.get((other, one), "")),
                back,
            )
        )
    there = {each for link in links for each in link}
    alone = [key for key in field.bodies if key not in there]
    told = [(field.bodies[key].name, _why_left(field, key)) for key in alone]
    return Drafted(lines, told, field.worth(links), round_.draft_bound or 0)


def _why_left(field: Field, key: int) -> str:
    """Why a body is left out: what is against each other one, or that others need them."""
    others = [each for each in field.bodies if each != key]
    against_all = [field.against(key, each) for each in others]
    if all(against_all):
        return "Every other organisation is ruled out for it."
    if field.is_odd:
        return "The number is odd, and it fits into no ring of three."
    return "Those that are possible for it are needed by others."
