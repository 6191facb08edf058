"""Addresses by which somebody without an account scores; nobody can make one up."""

from django.core.signing import BadSignature, Signer

SIGNER = Signer(salt="improvement.respondents")


def token_of(respondent: int) -> str:
    """The secret part of the address of one respondent."""
    return SIGNER.sign(str(respondent))


def respondent_of(token: str) -> int | None:
    """Whose address it is, or ``None`` for one that was not made here."""
    try:
        return int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
