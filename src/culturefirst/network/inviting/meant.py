"""Which of the bodies a person keeps may be meant by names that no body bears."""

from collections.abc import Iterable
from typing import Any

from culturefirst.network.inviting.known import named
from culturefirst.network.likeness import Names
from culturefirst.network.queries.joining import bodies_kept


def nearest_to(texts: Iterable[str], by: Any) -> dict[str, list[str]]:
    """For each text the few names nearest to it, of bodies into which the person may invite."""
    asked = list(texts)
    if not asked:
        return {}
    names = Names((name, body.name) for name, body in named(bodies_kept(by)))
    return {text: names.nearest(text) for text in asked}
