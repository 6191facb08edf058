"""Somebody who waits to be let in, to a body in Suffolk."""

from typing import Any

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.actions.joining import Asked
from culturefirst.network.models import Joining, User

EMAIL = "ola.berg@ipswich.example"
ONE = ("joining", "joining_let_in", "joining_decline", "joining_reopen", "joining_remind")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """One that waits; the link of the journey is a forged one."""
    body = officer.posts_today[0].organisation
    asked = Asked(name="Ola Berg", title="Archivist", role="officer", organisation=body)
    actions.ask_to_join(by=SYSTEM, email=EMAIL, asked=asked)
    text = Message.objects.filter(to=EMAIL).latest("pk").text
    token = text.split("/join/")[1].split("/")[0]
    waits = actions.confirm_joining(by=SYSTEM, token=token, password="three green bottles")
    places = {name: {"pk": waits.pk} for name in (*ONE, "joining_withdraw")}
    return places | {"join_confirm": {"token": "forged"}}


def hidden() -> dict[str, dict[str, dict[str, Any]]]:
    """The improvement manager of another sub-region knows nothing of it."""
    key = {"pk": Joining.objects.get(email=EMAIL).pk}
    return {"improvement manager": dict.fromkeys((*ONE, "joining_withdraw"), key)}
