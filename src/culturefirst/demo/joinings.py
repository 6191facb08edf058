"""Who knocks at the door: somebody who waits, somebody turned down, and people invited."""

import re
from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.crypto import get_random_string

from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import rows
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked
from culturefirst.network.models import Joining

Row = dict[str, str]
LIST, RECEIVED = "People of the five outside.csv", date(2011, 9, 16)


def events() -> Iterator[Event]:
    """Everybody who asked or was asked to come in and has not, yet."""
    for row in rows("joinings"):
        yield Event(date.fromisoformat(row["day"]), _asks(row))
    for row in rows("invited"):
        yield Event(date.fromisoformat(row["day"]), _invited(row))
    yield Event(RECEIVED, _list_half_done)


def _asks(row: Row) -> Happening:
    def happens(stage: Stage) -> None:
        stranger = AnonymousUser()
        asked = actions.ask_to_join(by=stranger, email=row["email"], asked=_said(row, stage))
        asked.refresh_from_db()
        if asked.state == Joining.State.RECEIVED:  # else a worker has answered it already
            actions.answer_asking(by=SYSTEM, joining=asked)
        waits = actions.confirm_joining(
            by=stranger, token=_link_in_the_letter(row["email"]), password=get_random_string(30)
        )
        if row["outcome"] == "declined":
            actions.decline_joining(by=stage.actor("helen"), joining=waits, reason=row["reason"])

    return happens


def _said(row: Row, stage: Stage) -> Asked:
    return Asked(
        name=row["name"],
        title=row["title"],
        role=row["role"],
        organisation=stage.organisations.get(row["organisation"]),
        proposed_name=row.get("proposed_name", ""),
        proposed_kind=row.get("proposed_kind", ""),
        sub_region=stage.sub_regions.get(row.get("sub_region", "")),
        portfolio=row.get("portfolio", ""),
    )


def _link_in_the_letter(email: str) -> str:
    """What somebody finds who opens the letter: only there is the link to be had."""
    letter = Message.objects.filter(to=email).latest("pk")
    found = re.search(r"/join/([^/\s]+)/", letter.text)
    assert found is not None
    return found[1]


def _invited(row: Row) -> Happening:
    def happens(stage: Stage) -> None:
        actions.invite(by=stage.actor("helen"), email=row["email"], asked=_said(row, stage))

    return happens


def _list_half_done(stage: Stage) -> None:
    """A list with two faults, which somebody will put right tomorrow."""
    told = [
        {"row": number, "left_out": False} | row
        for number, row in enumerate(rows("to_invite"), start=2)
    ]
    actions.receive_invitations(by=stage.actor("helen"), name=LIST, rows=told)
