"""Every fault of a pairing, in sentences: of one that was worked out, or changed by hand."""

from collections import Counter
from collections.abc import Iterable

from culturefirst.analysis.pairing.case import PAIRS, Case, Id

Two = tuple[Id, Id]


def check(case: Case, links: Iterable[Two]) -> list[str]:
    """What is wrong with these links (challenger, host); nothing where all holds."""
    given = list(links)
    return [
        *_strangers(case, given),
        *_twice(given),
        *_forbidden(case, given),
        *_shape(case, given),
    ]


def _strangers(case: Case, links: list[Two]) -> list[str]:
    named = {each for link in links for each in link}
    return [f"{each} does not take part." for each in named if each not in case.place]


def _twice(links: list[Two]) -> list[str]:
    by = Counter(challenger for challenger, _ in links)
    of = Counter(host for _, host in links)
    faults = [f"{each} challenges {count} bodies." for each, count in by.items() if count > 1]
    faults += [f"{each} is challenged {count} times." for each, count in of.items() if count > 1]
    faults += [f"{each} is challenged and challenges nobody." for each in of if each not in by]
    return faults + [
        f"{each} challenges and is challenged by nobody." for each in by if each not in of
    ]


def _forbidden(case: Case, links: list[Two]) -> list[str]:
    faults = []
    for one, other in links:
        if one == other:
            faults.append(f"{one} challenges itself.")
        elif frozenset((one, other)) in case.forbidden:
            faults.append(f"{one} may not challenge {other}.")
    return faults


def _shape(case: Case, links: list[Two]) -> list[str]:
    """Pairs are reciprocal but for one ring of three; rings are of three or more unless asked."""
    there = set(links)
    back = [link for link in links if link[::-1] in there]
    if case.mode != PAIRS:
        return (
            []
            if case.twos
            else [
                f"{a} and {b} challenge each other."
                for a, b in back
                if (b, a) in there and str(a) < str(b)
            ]
        )
    alone = [link for link in links if link not in back]
    if alone and not _is_three(alone):
        return [f"{one} challenges {other}, and not the other way about." for one, other in alone]
    return []


def _is_three(links: list[Two]) -> bool:
    to = dict(links)
    first = links[0][0]
    return len(links) == 3 and to.get(to.get(to.get(first))) == first and len(to) == 3
