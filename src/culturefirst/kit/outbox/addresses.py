"""Addresses as they are kept, and digests by which one is known without being written down."""

import hmac
import re
import unicodedata
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from culturefirst.kit.errors import DomainError

LONGEST = 254
KEPT_ALREADY = re.compile(r"[a-z0-9._+-]+@[a-z0-9.-]+[a-z0-9]")


def normalised(email: str) -> str:
    """The one way in which this address is kept: lower case, no invisible signs, ASCII domain.

    Raises ``DomainError`` with a sentence where it cannot be an address.
    """
    plain = unicodedata.normalize("NFKC", email)
    seen = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cc", "Cf"))
    name, at, host = seen.strip().lower().rpartition("@")
    address = f"{name}{at}{_ascii(host, email)}"
    try:
        validate_email(address)
    except ValidationError as fault:
        raise _none(email) from fault
    if len(address) > LONGEST:
        raise _none(email)
    return address


def digest_of(address: str) -> str:
    """The same for every spelling of an address, and of no use without the secret key."""
    # The word is that of the log of erasures, which was kept before there were other digests.
    said = f"culturefirst.erasure\0{_plain(address)}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, sha256).hex()


def _plain(address: str) -> str:
    if KEPT_ALREADY.fullmatch(address):
        return address
    try:
        return normalised(address)
    except DomainError:
        return address.strip().lower()


def _ascii(host: str, email: str) -> str:
    try:
        return host.rstrip(".").encode("idna").decode("ascii") if host else ""
    except UnicodeError as fault:
        raise _none(email) from fault


def _none(email: str) -> DomainError:
    shown = "".join(sign for sign in email.strip()[:80] if sign.isprintable())
    return DomainError(f"“{shown}” is not an email address. Check it and type it again.")
