"""What kinds of letters there are, and who must not be written to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from culturefirst.kit.registers import Register


@dataclass(frozen=True)
class Kind:
    """What to do when a worker died with a letter of this kind in its hand.

    ``resend``: better twice than never (a password, a booking). ``list``: better never than
    twice (a bulletin): the letter is listed as uncertain for a person to decide. ``heeds`` names
    the reasons (``Suppression.Reason``) for which an address gets no letter of this kind.
    """

    name: str
    doubt: Literal["resend", "list"]
    says: str
    heeds: frozenset[str] = frozenset()


# Both are filled from the rooms' ``emails.py``.
KINDS: Register[Kind] = Register("emails")
# Asked just before the hand-over: a sentence why this letter must not go out, or "".
WITHHOLD: Register[Callable[[Any], str]] = Register("emails")

KINDS.add("account", Kind("account", "resend", "Letters about signing in"))
KINDS.add(
    "notice",
    Kind("notice", "resend", "Notices of what needs you", heeds=frozenset({"bounces", "erased"})),
)
KINDS.add(
    "bulletin",
    Kind("bulletin", "list", "Bulletins", heeds=frozenset({"bounces", "complaint", "erased"})),
)


def kind(name: str) -> Kind:
    """The declared kind; an undeclared one is a programming error."""
    if (found := KINDS.get(name)) is None:
        known = ", ".join(sorted(KINDS.entries()))
        raise ValueError(f"No kind of letter is called {name!r}; there are {known}.")
    return found
