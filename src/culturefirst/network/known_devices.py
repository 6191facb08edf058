"""Devices that have signed in to an account before: strangers' wrong passwords shut none out.

A browser keeps, signed, the keyed digests of the addresses with which it has signed in, and a
random word by which its own wrong passwords are counted. It shows them to the pages of signing in
and to no other, and nothing of them is stored here: they let a device try, and never in.
"""

import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

SALT = "culturefirst.network.known_devices"
PATH = "/accounts/"
LASTS = timedelta(days=365)
MOST = 5  # accounts of one device: an office computer, a family's


@dataclass(frozen=True)
class Device:
    """What a browser keeps: its ``word``, and the accounts it has signed in to, newest first.

    An account is told by the digest of each of its addresses.
    """

    word: str
    accounts: tuple[str, ...] = ()

    def also(self, accounts: Sequence[str]) -> "Device":
        """The same device, with these as its newest."""
        old = [each for each in self.accounts if each not in accounts]
        return Device(self.word, tuple([*accounts, *old][:MOST]))


def device_of(request: HttpRequest) -> Device | None:
    """The device of a request, as far as its browser has kept it and nobody has changed it."""
    said = request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE, "")
    try:
        word, accounts = signing.loads(said, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Device(word, tuple(accounts))


def counted_as(request: HttpRequest, address: str) -> str:
    """By what a try to sign in is counted: the account, or this device's own tries at it."""
    device = device_of(request)
    if device is None or digest_of(address) not in device.accounts:
        return address
    return f"{address}\0{device.word}"


def keep(response: HttpResponse, device: Device) -> None:
    """Let the browser keep this."""
    response.set_cookie(
        settings.KNOWN_DEVICE_COOKIE,
        signing.dumps([device.word, device.accounts], salt=SALT),
        max_age=LASTS,
        path=PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def signed_in(request: Any, user: Any) -> None:
    """Note that somebody has signed in by this request, for ``Remember``."""
    request.signed_in_now = user


class Remember:
    """Let a device that has just signed in be known again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "signed_in_now", None)
        # Only there does the browser show what it keeps, so that nothing of it is lost.
        if user is not None and request.path.startswith(PATH):
            known = EmailAddress.objects.filter(user=user, verified=True)
            addresses = {user.email, *known.values_list("email", flat=True)}
            device = device_of(request) or Device(secrets.token_urlsafe(16))
            keep(response, device.also([digest_of(each) for each in sorted(addresses)]))
        return response


def digest_of(address: str) -> str:
    """The same for the same address, and of no use without the secret key."""
    said = f"{SALT}\0{address.strip().lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, sha256).hexdigest()[:32]
