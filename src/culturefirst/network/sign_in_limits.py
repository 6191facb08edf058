"""How often somebody may try to sign in, and may have a letter sent for a new password.

An account is counted by the address that was typed, whether or not there is such an account, so
that the answer says nothing about it.
"""

from datetime import timedelta

from django.http import HttpRequest

from culturefirst.kit.limits import Limit, by_machine, limited

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


def _typed(name: str, request: HttpRequest) -> str:
    return request.POST.get(name, "").strip().lower()


SIGN_IN = (
    Limit("sign in", 10, QUARTER, by_machine),
    Limit("sign in as", 10, QUARTER, lambda request: _typed("login", request)),
)
SECOND_STEP = Limit("second step", 10, QUARTER, by_machine)
NEW_PASSWORD = (
    Limit("new password", 20, HOUR, by_machine),
    Limit("new password of", 5, HOUR, lambda request: _typed("email", request)),
)

signing_in = limited(*SIGN_IN, only_failures=True)
second_step = limited(SECOND_STEP, only_failures=True)
asking_for_a_new_password = limited(*NEW_PASSWORD)
