"""Decisions about posts and accounts that more than one action or form asks."""

import re
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.models import Installation
from culturefirst.network.models import Person, Service
from culturefirst.network.policy import TEAM
from culturefirst.network.queries import administrators


def refuse_to_leave_nobody_in_charge(*, by: Any, role: str = "") -> None:
    """Raise where a person's change has just left no director or manager who can sign in."""
    if getattr(by, "is_system", False) or (role and role not in TEAM):
        return
    # Two who close each other at once: the second waits here, then sees the first one's change.
    locked(Installation.current())
    if not administrators().exists():
        raise DomainError(
            "This would leave nobody who can run the network: "
            "appoint another director or manager with an account first."
        )


def refuse_gone(person: Person) -> None:
    """Raise where a record was merged into another or erased, and so is nobody's any more."""
    if person.merged_into is not None:
        raise DomainError(f"This record was merged into that of {person.merged_into}: use theirs.")
    if person.erased_on is not None:
        raise DomainError("This person was erased: add them anew if they come back.")


# Beginnings of the words by which a title of a post names a service.
NAMED = {
    Service.ARTS: ("arts",),
    Service.MUSEUMS: ("museum", "curator"),
    Service.LIBRARIES: ("librar",),
    Service.ARCHIVES: ("archiv",),
    Service.HERITAGE: ("heritage", "conservation"),
    Service.SPORT: ("sport", "leisure"),
    Service.PARKS: ("park", "countryside"),
    Service.TOURISM: ("touris", "visitor"),
    Service.PLAY: ("play",),
    Service.EVENTS: ("event", "festival"),
}


def service_in(title: str) -> str:
    """The one service that a post's title names ("Museums officer"); empty for none or several."""
    words = re.findall(r"\w+", title.casefold())
    found = [
        service
        for service, beginnings in NAMED.items()
        if any(word.startswith(beginnings) for word in words)
    ]
    return str(found[0].value) if len(found) == 1 else ""
