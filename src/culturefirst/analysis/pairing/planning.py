"""From the question to the answer."""

from dataclasses import replace

import numpy as np

from culturefirst.analysis.pairing.answer import LeftOut, Link, Pairing, Why
from culturefirst.analysis.pairing.case import PAIRS, Case
from culturefirst.analysis.pairing.pairs import Pairs
from culturefirst.analysis.pairing.rings import Rings
from culturefirst.analysis.pairing.search import Search


def pair(case: Case) -> Pairing:
    """Who challenges whom: as few left out as possible, then the most worth.

    ``ValueError`` with a sentence where the question does not hold together.
    """
    case.require_sound()
    able = np.flatnonzero(case.allowed.any(axis=1))
    part = replace(
        case,
        bodies=tuple(case.bodies[at] for at in able),
        worth=case.worth[np.ix_(able, able)],
    )
    ruled_out = tuple(LeftOut(body, Why.NOBODY) for body in case.bodies if body not in part.place)
    return _of_able(part, ruled_out)


def _of_able(case: Case, ruled_out: tuple[LeftOut, ...]) -> Pairing:
    """The pairing of bodies each of which may be with some other."""
    if not case.bodies:
        return Pairing((), ruled_out, 0, len(ruled_out))
    search: Search = Pairs(case) if case.mode == PAIRS else Rings(case)
    found = search.found()
    links = [
        (one, other)
        for ring in sorted(found.rings, key=min)
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    alone = len(case.bodies) - len(links)
    fewest = max(0, -(found.bound // search.alone))
    return Pairing(
        tuple(Link(case.bodies[a], case.bodies[b], int(case.worth[a, b])) for a, b in links),
        (*ruled_out, *_left_out(case, {one for one, _ in links})),
        max(0, found.bound + search.alone * alone),
        fewest + len(ruled_out),
    )


def _left_out(case: Case, covered: set[int]) -> list[LeftOut]:
    alone = [at for at in range(len(case.bodies)) if at not in covered]
    return [LeftOut(case.bodies[at], _why(case, alone)) for at in alone]


def _why(case: Case, alone: list[int]) -> Why:
    odd = case.mode == PAIRS and len(case.bodies) % 2 == 1 and len(alone) == 1
    return Why.ODD if odd else Why.TAKEN
