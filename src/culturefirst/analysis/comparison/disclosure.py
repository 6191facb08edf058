"""Which groups may be shown to everybody so that no body's figure can be worked out.

A group is shown from ``least`` bodies on: any one of them has at least five others beside it. Who
subtracts the groups shown from the whole must not be left with fewer than that either; so where
the rest is small, the smallest group shown is withheld, too.
"""

from collections.abc import Mapping

LEAST = 6


def groups_to_show(
    counts: Mapping[str, int], total: int, least: int = LEAST
) -> tuple[bool, set[str]]:
    """Whether the whole of ``total`` is shown, and which of the groups that part it."""
    if total < least:
        return False, set()
    shown = {name for name, count in counts.items() if count >= least}
    while shown and 0 < total - sum(counts[name] for name in shown) < least:
        shown.remove(min(shown, key=lambda name: (counts[name], name)))
    return True, shown
