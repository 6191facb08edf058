"""Targets that reach every one of something: "in every sub-region", "all 52 authorities".

The quantity of such a target is how many there are to be reached, where that is printed. A
number of things in each ("2 workshops in each district") is not that and stays in the words
alone; such a target is unsure, so that a person may choose to count the workshops instead.
"""

import re

from culturefirst.programme.reading.document import Target
from culturefirst.programme.reading.quantities import COUNTING, amounts
from culturefirst.programme.reading.words import NUMBERS, is_plural, listed, plural

_EVERY = re.compile(
    r"\b(?:(?:in|for|across|with|to|from|covering|within|by|at|of)\s+)?"
    r"(?P<all>every|each|all)\s+(?:of\s+the\s+|of\s+our\s+|the\s+|our\s+)?"
    rf"(?:(?P<n>\d{{1,4}}(?![\d%])|(?:{COUNTING})(?!\w))\s+)?"
    r"(?:member\s+)?(?P<noun>(?:[a-z-]+\s)?[a-z][\w-]*)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:half|most|majority|thirds?|quarters?|some|many|%|per\s?cent)\s+(?:of\s+)?$", re.IGNORECASE
)
_PLACES = listed(
    "parish parishes community communities"
    " sub-region region district county borough authority council school library museum area"
    " forum partnership club member organisation site centre town ward theatre venue service"
    " authorities counties libraries village hall college gallery galleries department team"
)
# What "every" or "each" stands before without naming anything to be reached.
_NOTHING = listed(
    "year month week day quarter term time one other effort opportunity possible way case"
    " respect stage event meeting session season spring summer autumn winter hour of and the"
    " monday tuesday wednesday thursday friday saturday sunday weekend side step morning"
)
_NEAR = 40


def read_coverage(text: str, masked: str) -> Target | None:
    """ "Every library has a plan", "All 12 districts signed up", "A visit to each school"."""
    for match in _EVERY.finditer(masked):
        unit, known = _covered(match)
        before = masked[max(0, match.start() - _NEAR) : match.start("all")]
        if unit is None or _SHARE.search(before):
            continue
        quantity = _number(match["n"]) if match["n"] else None
        outside = masked[: match.start()] + " " * len(match[0]) + masked[match.end() :]
        return Target(text, "coverage", quantity, unit, sure=known and not amounts(outside))
    return None


def _number(said: str) -> float:
    return float(said) if said.isdigit() else float(NUMBERS[said.lower()])


def _covered(match: re.Match[str]) -> tuple[str | None, bool]:
    """What is to be reached, and whether that is certain."""
    words = match["noun"].split()
    for length in range(len(words), 0, -1):
        known = words[length - 1].lower()
        if known in _PLACES or known.rstrip("s") in _PLACES:
            return plural(" ".join(words[:length])), True
    if match["n"]:
        return (" ".join(words), True) if is_plural(words[-1]) else _first_plural(words)
    single = match["all"].lower() != "all" and words[0].lower() not in _NOTHING
    return (plural(words[0]), False) if single and not is_plural(words[0]) else (None, False)


def _first_plural(words: list[str]) -> tuple[str | None, bool]:
    return (words[0], True) if is_plural(words[0]) else (None, False)
