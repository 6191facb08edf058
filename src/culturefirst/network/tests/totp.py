"""What an authenticator app shows: time-based codes by RFC 6238, written from the RFC."""

import base64
import hmac
from time import time


def code(secret: str, *, at: float | None = None) -> str:
    """The six figures for a key in base 32, now or at a Unix time."""
    steps = int(time() if at is None else at) // 30
    mac = hmac.digest(base64.b32decode(secret), steps.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06}"
