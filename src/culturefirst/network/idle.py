"""Sessions of the team that nobody uses end; every session remembers when it was used last."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from culturefirst.kit import clock
from culturefirst.kit.policy import roles
from culturefirst.network.models import Role, Session
from culturefirst.network.policy import TEAM

# Whoever may change other people's records does not leave an open browser behind for long.
SHORT = TEAM | {Role.IMPROVEMENT_MANAGER.value}
IDLE = timedelta(hours=1)
NEAR = timedelta(minutes=1)  # how exactly the last use is kept: one write a minute at most
ENDED = "You were signed out, since this browser was not used for an hour. Sign in to go on."


class EndIdleSessions:
    """Sign somebody of the team out who comes back after an hour."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        look_at(request)
        return self.get_response(request)


def look_at(request: HttpRequest) -> None:
    """End the request's session where it was idle too long, else keep that it was used."""
    session: Any = request.session
    if SESSION_KEY not in session or session.row is None:
        return
    if is_over(session.row, request.user):
        logout(request)
        messages.info(request, ENDED)
    elif clock.wall() - session.row.used_at > NEAR:
        Session.objects.filter(pk=session.session_key).update(used_at=clock.wall())


def is_over(session: Session, user: Any) -> bool:
    """Whether nobody has used it for too long, for what this person may do."""
    return clock.wall() - session.used_at > IDLE and bool(roles(user) & SHORT)
