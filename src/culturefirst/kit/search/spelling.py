"""Slips of the keyboard: what a reader who found nothing may have meant.

Whatever is proposed gives this reader a find: which words stand in texts that are not theirs can
be told neither from what is proposed nor from what is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from culturefirst.kit.search import vocabulary
from culturefirst.kit.search.words import Term

MOST_MENDED = 3  # words of one question
MOST_TRIED = 40  # words in the place of one of them

Count = Callable[[Sequence[Term]], list[int]]


@dataclass(frozen=True)
class Meant:
    """``terms`` to ask instead, or ``None``; ``alone``: how much each word finds by itself."""

    terms: tuple[Term, ...] | None
    alone: tuple[tuple[Term, int], ...]


def meant(terms: Sequence[Term], count: Count) -> Meant:
    """What may have been meant by terms that together find nothing; ``count`` asks for a reader.

    A word that finds nothing is taken for the beginning of one, else for the nearest word: the
    fewest slips first, then the one that finds most.
    """
    wanted = [term for term in terms if not term.without]
    alone = tuple(zip(wanted, count(wanted), strict=True))
    unknown = [term for term, n in alone if not n]
    if not unknown or len(unknown) > MOST_MENDED or not all(term.plain for term in unknown):
        return Meant(None, alone)
    tried = {term: _instead_of(term) for term in unknown}
    every = [each for some in tried.values() for each, _ in some]
    finds = dict(zip(every, count(every), strict=True))
    best = {term: _best(some, finds) for term, some in tried.items()}
    if not all(best.values()):
        return Meant(None, alone)
    return Meant(tuple(best.get(term) or term for term in terms), alone)


def _instead_of(term: Term) -> list[tuple[Term, int]]:
    """The word as a beginning, and those near to it with the number of slips, nearest first."""
    [word] = term.words
    near = sorted(vocabulary.near(word).items(), key=lambda each: (each[1], each[0]))
    others = [(Term((other,)), slips) for other, slips in near[:MOST_TRIED]]
    return [(replace(term, begins=True), 0), *others] if len(word) > 1 else others


def _best(some: list[tuple[Term, int]], finds: dict[Term, int]) -> Term | None:
    found = [(slips, -finds[term], term) for term, slips in some if finds[term]]
    return min(found, key=lambda each: (each[0], each[1], each[2].words))[2] if found else None
