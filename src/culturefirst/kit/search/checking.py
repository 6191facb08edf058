"""Looking through the index: what it lacks, what is out of date, what should not be in it."""

from collections import Counter
from collections.abc import Callable, Iterator

from culturefirst.kit.batches import batches
from culturefirst.kit.search import engines, vocabulary
from culturefirst.kit.search.register import SEARCH
from culturefirst.kit.search.writing import (
    Difference,
    bring_up_to_date,
    compare,
    in_turn,
    wanted,
)
from culturefirst.kit.wording import plural

REMEDY = "Run: culturefirst search rebuild"


def faults() -> list[str]:
    """What is wrong with the index, each a sentence with its remedy; nothing is changed."""
    found = [f"{fault} {REMEDY}" for fault in _sentences(_differences(_look))]
    if lost := engines.lost():
        found.append(f"{plural(lost, 'entry')} cannot be searched. {REMEDY}")
    if vocabulary.drifted():
        found.append(f"The words by which slips are corrected are not those of search. {REMEDY}")
    return found


def mend() -> list[str]:
    """Put right what is wrong with the index; gives what it was."""
    found = _sentences(_differences(_put_right))
    if engines.lost() or vocabulary.drifted():
        found.append("Its words were made anew.")
        _words_anew()
    return found


def rebuild() -> list[str]:
    """Make the index anew: each entry that is not as it should be, and all of the words.

    It goes in steps, so that the site can be used meanwhile; broken off, it can be begun again.
    """
    found = _sentences(_differences(_put_right))
    _words_anew()
    return found


def _words_anew() -> None:
    from culturefirst.kit.search.models import SearchText

    with in_turn():
        engines.rebuild(SearchText.objects.order_by())
        vocabulary.recount()


Handle = Callable[[str, list[int]], Difference]


def _look(kind: str, keys: list[int]) -> Difference:
    return compare(kind, wanted(kind, keys).entries)


def _put_right(kind: str, keys: list[int]) -> Difference:
    with in_turn():
        return bring_up_to_date(kind, keys)


def _differences(handle: Handle) -> "Counter[tuple[str, str]]":
    """How many entries of each kind are missing, stale or gone, a batch of records at a time."""
    found: Counter[tuple[str, str]] = Counter()
    for kind, keys in _everything():
        for some in batches(sorted(keys)):
            difference = handle(kind, some)
            for what in ("missing", "stale", "gone"):
                found[what, kind] += len(getattr(difference, what))
    return found


def _everything() -> Iterator[tuple[str, set[int]]]:
    """Every kind with the keys of all its records and of all its entries."""
    from culturefirst.kit.search.models import SearchEntry

    entries = SearchEntry._base_manager.order_by()
    offered = SEARCH.entries()
    for kind in sorted({*offered, *entries.values_list("kind", flat=True).distinct()}):
        keys = set(entries.filter(kind=kind).values_list("object_id", flat=True))
        if kind in offered:
            keys.update(offered[kind].model._base_manager.values_list("pk", flat=True))
        yield kind, keys


SAYS = {
    "missing": "Search does not find {} of {}.",
    "stale": "Search has old words of {} of {}.",
    "gone": "Search has words of {} of {} that should not be found.",
}


def _sentences(found: "Counter[tuple[str, str]]") -> list[str]:
    return [SAYS[what].format(plural(n, "record"), kind) for (what, kind), n in found.items() if n]
