"""Pages for which it does not do that a browser was left open: they ask who it is once more.

The sign-in library takes no signing in for an answer, however short a time ago: it wants to be
told again. That is right for what cannot be taken back, and a nuisance for reading.
"""

import time
from functools import wraps
from typing import Any, cast

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

from culturefirst.kit.urls import View

SHOWN_BY = ("password", "mfa")  # a passkey counts as the latter


def asked_anew(view: View) -> View:
    """Ask for the password or passkey again, unless that was done within five minutes."""
    return cast(View, reauthentication_required(view))


def shown_lately(view: View) -> View:
    """The same, but signing in within five minutes will do."""
    asked = asked_anew(view)

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plain = _signed_in_lately(request)
        return (view if plain else asked)(request, *args, **kwargs)

    return answered


def _signed_in_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record["method"] in SHOWN_BY]
    return bool(shown) and time.time() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT
