"""Where somebody is signed in just now."""

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare

from culturefirst.kit import clock
from culturefirst.network.idle import is_over
from culturefirst.network.models import Session, User


def sessions_of(user: User) -> list[Session]:
    """The account's sessions that would still be taken, the one used last first.

    Those that a new password or a closing of the account has ended lie there until their time is
    over, and are not among them.
    """
    rows = Session.objects.filter(user=user, expire_date__gt=clock.wall())
    return [row for row in rows if _is_taken(row, user)]


def _is_taken(row: Session, user: User) -> bool:
    said = row.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(said, user.get_session_auth_hash()) and not is_over(row, user)
