"""The actions of joining and leaving."""

from functools import partial
from typing import Any

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.actions.joining import WEEK, Asked
from culturefirst.network.models import Joining, Organisation
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

EMAIL, PASSWORD = "ola.berg@ipswich.example", "three green bottles"
BEGINS, ENDS = "network.begin_registration", "network.end_registration"
COMING_IN = ("network.add_person", "network.appoint", BEGINS, "network.open_account")
CHOSEN = ("network.set_interests",)


def _asked(stage: Stage, **told: Any) -> Asked:
    body = {"organisation": stage.cast("ipswich")} | told
    return Asked(name="Ola Berg", title="Archivist", role="officer", **body)


def _token() -> str:
    text = Message.objects.filter(to=EMAIL, text__contains="/join/").latest("pk").text
    return text.split("/join/")[1].split("/")[0]


def _waiting(stage: Stage, **told: Any) -> Joining:
    actions.ask_to_join(by=SYSTEM, email=EMAIL, asked=_asked(stage, **told))
    return actions.confirm_joining(by=SYSTEM, token=_token(), password=PASSWORD)


def _invited(stage: Stage) -> Joining:
    return actions.invite(by=stage.helen, email=EMAIL, asked=_asked(stage))


@scenario("network", through=("network.answer_asking",))
def ask_to_join(stage: Stage) -> Call:
    return partial(actions.ask_to_join, by=SYSTEM, email=EMAIL, asked=_asked(stage))


@scenario("network")
def answer_asking(stage: Stage) -> Call:
    asking = actions.ask_to_join(by=SYSTEM, email=EMAIL, asked=_asked(stage))
    Joining.objects.filter(pk=asking.pk).update(state=Joining.State.RECEIVED)
    return partial(actions.answer_asking, by=SYSTEM, joining=asking)


@scenario("network")
def invite(stage: Stage) -> Call:
    return partial(actions.invite, by=stage.helen, email=EMAIL, asked=_asked(stage))


@scenario("network", through=(*COMING_IN, *CHOSEN))
def confirm_joining(stage: Stage) -> Call:
    _invited(stage)
    return partial(actions.confirm_joining, by=SYSTEM, token=_token(), password=PASSWORD)


@scenario("network", through=("network.add_organisation", *COMING_IN, *CHOSEN))
def let_in(stage: Stage) -> Call:
    kind = Organisation.Kind.CIVIL_SOCIETY
    told = {"organisation": None, "proposed_name": "Ely Folk Club", "proposed_kind": kind}
    return partial(actions.let_in, by=stage.helen, joining=_waiting(stage, **told))


@scenario("network")
def decline_joining(stage: Stage) -> Call:
    joining = _waiting(stage)
    return partial(actions.decline_joining, by=stage.helen, joining=joining, reason="Not known.")


@scenario("network")
def reopen_joining(stage: Stage) -> Call:
    joining = _waiting(stage)
    actions.decline_joining(by=stage.helen, joining=joining, reason="Not known.")
    return partial(actions.reopen_joining, by=stage.helen, joining=joining)


@scenario("network")
def withdraw_joining(stage: Stage) -> Call:
    return partial(actions.withdraw_joining, by=stage.helen, joining=_invited(stage))


@scenario("network")
def remind_invited(stage: Stage) -> Call:
    joining = _invited(stage)
    joining.expires_at -= WEEK
    joining.save()
    return partial(actions.remind_invited, by=stage.helen, joining=joining)


@scenario("network", through=(ENDS,))
def leave(stage: Stage) -> Call:
    assert stage.helen.is_active  # somebody must be left who runs the network
    priya = stage.cast("priya")
    return partial(actions.leave, by=priya, user=priya)


@scenario("network", through=(BEGINS,))
def reopen_account(stage: Stage) -> Call:
    assert stage.helen.is_active
    priya = stage.cast("priya")
    user = actions.leave(by=priya, user=priya)
    return partial(actions.reopen_account, by=SYSTEM, user=user, email="priya@example.org")
