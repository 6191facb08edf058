"""A poll that is open for everybody, and one of a group of others."""

from datetime import date
from typing import Any

from culturefirst.network.models import User
from culturefirst.surveys import actions

NAMES = ("poll", "poll_answer", "poll_edit", "poll_open", "poll_close", "poll_remove")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    poll = actions.make_poll(
        by=by, question="Shall we meet?", choices=["Yes", "No"], closes_on=date(2011, 9, 30)
    )
    poll = actions.open_poll(by=by, poll=poll)
    return {name: {"pk": poll.pk} for name in (*NAMES, "poll_outcome")}
