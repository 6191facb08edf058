"""The return path of a letter of a batch: an address that says which letter it was, signed.

What comes back to it is a bounce of that letter and of no other. Whoever has not had the letter
cannot make one up. Off where ``CULTUREFIRST_BOUNCES`` is not set.
"""

import hmac
import re
from base64 import b32encode
from hashlib import sha256

from django.conf import settings

TOKEN = re.compile(r"(?:^|\+|\b)b?(\d{1,18})-([a-z2-7]{16})@", re.IGNORECASE)


def return_path(letter: int) -> str:
    """The envelope sender of this letter, or an empty string where none is configured.

    ``bounces.example.org`` gives addresses at a domain of which every address is ours;
    ``bounces@example.org`` gives that mailbox's with something after a plus.
    """
    if not (where := settings.BOUNCES):
        return ""
    name, at, host = where.rpartition("@")
    token = f"{letter}-{_signature(letter)}"
    return f"{name}+{token}@{host}" if at else f"b{token}@{where}"


def letter_of(text: str) -> int | None:
    """The letter whose return path stands in this text, if its signature is ours."""
    for found in TOKEN.finditer(text):
        letter = int(found[1])
        if hmac.compare_digest(_signature(letter), found[2].lower()):
            return letter
    return None


def _signature(letter: int) -> str:
    said = f"culturefirst.return\0{letter}".encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), said, sha256)
    return b32encode(digest[:10]).decode().lower()
