"""Who used the network on which day, kept once a user and day."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from culturefirst.kit import clock
from culturefirst.network.models import ActiveDay

MARK = "active_on"


class NoteActiveDay:
    """Keep that somebody who is signed in used the network today.

    The session remembers the day, so that only its first request asks the database; two first
    requests at once write one row.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        note_today(request)
        return self.get_response(request)


def note_today(request: HttpRequest) -> None:
    """Write today's row, unless this session did already or nobody is signed in."""
    session = request.session
    if SESSION_KEY not in session:
        return
    today = clock.today()
    if session.get(MARK) == today.isoformat() or not request.user.is_authenticated:
        return
    day = ActiveDay(user_id=request.user.pk, on=today)
    ActiveDay.objects.bulk_create([day], ignore_conflicts=True)
    session[MARK] = today.isoformat()
