"""The actions of lists of invitations."""

from functools import partial

from django.db.models import F

from culturefirst.network import actions
from culturefirst.network.models import InvitationList
from culturefirst.network.queries.joining import WEEK
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


def _list(stage: Stage) -> InvitationList:
    body = stage.cast("ipswich")
    row = {"row": 2, "left_out": False, "name": "Ola Berg", "email": "ola@ipswich.example"}
    rows = [row | {"organisation": body.name, "role": "", "title": ""}]
    return actions.receive_invitations(by=stage.helen, name="people.csv", rows=rows)


@scenario("network")
def receive_invitations(stage: Stage) -> Call:
    return partial(actions.receive_invitations, by=stage.helen, name="people.csv", rows=[])


@scenario("network")
def correct_invitations(stage: Stage) -> Call:
    cells = {2: {"title": "Archivist"}}
    return partial(
        actions.correct_invitations,
        by=stage.helen,
        invitations=_list(stage),
        cells=cells,
        left_out=[],
    )


@scenario("network", through=("network.invite",))
def send_invitations(stage: Stage) -> Call:
    return partial(actions.send_invitations, by=stage.helen, invitations=_list(stage))


@scenario("network", through=("network.invite", "network.send_invitations"))
def ask_to_send(stage: Stage) -> Call:
    return partial(actions.ask_to_send, by=stage.helen, invitations=_list(stage))


@scenario("network", through=("network.remind_invited",))
def remind_list(stage: Stage) -> Call:
    sent = actions.send_invitations(by=stage.helen, invitations=_list(stage))
    sent.joinings.update(expires_at=F("expires_at") - WEEK)
    return partial(actions.remind_list, by=stage.helen, invitations=sent)


@scenario("network")
def drop_invitations(stage: Stage) -> Call:
    return partial(actions.drop_invitations, by=stage.helen, invitations=_list(stage))
