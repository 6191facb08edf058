"""What has been published: the register behind bulletins, feeds and the home page.

A room's ``publications.py`` offers what it published between two days, as far as a person may read
it. Nothing is copied: whoever shows or sends it asks anew.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from culturefirst.kit.registers import Register


@dataclass(frozen=True)
class Publication:
    """One thing that people may be told of.

    ``key`` names its record for good ("library.entry:12"); ``kind`` is what people call it ("Case
    study"), ``section`` the part of the website it belongs to ("case-studies"); ``on`` the
    network's own day of publishing; ``topics`` are slugs. ``open_to_all`` is false for what only
    members may read. ``url`` is its address on this site.
    """

    key: str
    kind: str
    section: str
    title: str
    summary: str
    url: str
    on: date
    topics: tuple[str, ...] = ()
    place: str = ""
    open_to_all: bool = True


Provider = Callable[[Any, date, date], Iterable[Publication]]
PUBLICATIONS: Register[Provider] = Register("publications")


def published(user: Any, since: date, until: date) -> list[Publication]:
    """All that this person may read of what was published between two days, the latest first."""
    found = [each for offered in PUBLICATIONS for each in offered(user, since, until)]
    return sorted(found, key=lambda each: (each.on, each.title), reverse=True)


def of_keys(user: Any, keys: Iterable[str], since: date, until: date) -> dict[str, Publication]:
    """Those of these keys that are there and may be read, by key."""
    wanted = set(keys)
    return {each.key: each for each in published(user, since, until) if each.key in wanted}
