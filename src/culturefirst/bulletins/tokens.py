"""Addresses by which somebody stops letters without signing in; nobody can make one up."""

from dataclasses import dataclass
from typing import Literal

from django.core.signing import BadSignature, Signer

SIGNER = Signer(salt="bulletins.tokens")
Who = Literal["p", "s"]  # a person of the network, a subscriber outside it


@dataclass(frozen=True)
class Token:
    """Whom it is for, about which topic, and by which bulletin it came (0: by none)."""

    who: Who
    pk: int
    topic: int
    bulletin: int

    def __str__(self) -> str:
        return SIGNER.sign(f"{self.who}.{self.pk}.{self.topic}.{self.bulletin}")


def read(text: str) -> Token | None:
    """The token, or ``None`` for one that was not made here."""
    try:
        who, pk, topic, bulletin = SIGNER.unsign(text).split(".")
    except (BadSignature, ValueError):
        return None
    if who not in ("p", "s"):
        return None
    return Token("p" if who == "p" else "s", int(pk), int(topic), int(bulletin))
