"""How often somebody may try to sign in, and may have a letter sent for a new password.

An account is counted by the address that was typed, whether or not there is such an account, so
that the answer says nothing about it. Strangers can use its tries up; a device that has signed in
to it before has tries of its own, and a mailed link makes a device one of those.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from culturefirst.kit.limits import Limit, by_machine, limited, too_many
from culturefirst.network.known_devices import counted_as

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


def _typed(name: str, request: HttpRequest) -> str:
    return request.POST.get(name, "").strip().lower()


def _of_account(request: HttpRequest) -> str:
    return counted_as(request, _typed("login", request))


BY_ACCOUNT = Limit("sign in as", 10, QUARTER, _of_account)
SIGN_IN = (Limit("sign in", 10, QUARTER, by_machine), BY_ACCOUNT)
SECOND_STEP = Limit("second step", 10, QUARTER, by_machine)
NEW_PASSWORD = (
    Limit("new password", 20, HOUR, by_machine),
    Limit("new password of", 5, HOUR, lambda request: _typed("email", request)),
)
LINK = (
    Limit("let through", 20, HOUR, by_machine),
    Limit("let through as", 5, HOUR, lambda request: _typed("email", request)),
)


def _closed(request: HttpRequest, wait: timedelta, reached: Sequence[Limit]) -> HttpResponse:
    """Where the account alone is closed, and not the machine, a link in a letter helps."""
    if list(reached) != [BY_ACCOUNT]:
        return too_many(request, wait)
    address = _typed("login", request)
    return too_many(request, wait, page="network/sign_in_closed.html", address=address)


signing_in = limited(*SIGN_IN, only_failures=True, refused=_closed)
second_step = limited(SECOND_STEP, only_failures=True)
asking_for_a_new_password = limited(*NEW_PASSWORD)
asking_to_be_let_through = limited(*LINK)
