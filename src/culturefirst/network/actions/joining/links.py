"""The link in a letter: made, renewed, found again by what is stored of it."""

import secrets
from datetime import timedelta
from hashlib import sha256

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Joining

SPENT = (
    "This link has been used, has run out or is not one of ours. Ask to join again, "
    "or sign in if you have joined already."
)
State = Joining.State


def open_joining(token: str, *, lock: bool = False) -> Joining:
    """The joining that a link is for; one sentence for every way in which it may fail."""
    rows = Joining.objects.select_for_update() if lock else Joining.objects
    waiting = rows.filter(state__in=[State.ASKED, State.INVITED], expires_at__gt=clock.wall())
    joining = waiting.filter(digest=digest(token)).first()
    if joining is None:
        raise DomainError(SPENT)
    return joining


def digest(token: str) -> str:
    """What is stored of a link's token."""
    return sha256(token.encode()).hexdigest()


def renew(joining: Joining, lasts: timedelta) -> str:
    """Give a joining a new link, in place of an older one; returns its token."""
    token = secrets.token_urlsafe(32)
    joining.digest, joining.expires_at = digest(token), clock.wall() + lasts
    return token
