"""The actions of network."""

from datetime import date
from functools import partial
from importlib import import_module

from django.conf import settings

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role
from tests.actions.declare import Call, scenario
from tests.actions.stage import TODAY, Stage


@scenario(
    "network",
    through=(
        "network.add_person",
        "network.add_organisation",
        "network.appoint",
        "network.add_usual_topics",
        "network.begin_registration",
        "network.open_account",
    ),
)
def accept_invitation(stage: Stage) -> Call:
    password = "a long enough sentence"
    return partial(network.accept_invitation, by=SYSTEM, token=stage.link, password=password)


@scenario("network")
def add_organisation(stage: Stage) -> Call:
    kind = Organisation.Kind.DISTRICT
    codes = [("E07000202", date(2009, 4, 1), None)]
    return partial(network.add_organisation, by=stage.helen, name="Ely", kind=kind, codes=codes)


@scenario("network")
def add_person(stage: Stage) -> Call:
    return partial(network.add_person, by=stage.helen, name="Ola Berg")


@scenario("network")
def add_sub_region(stage: Stage) -> Call:
    return partial(network.add_sub_region, by=stage.helen, name="Essex")


@scenario("network")
def appoint(stage: Stage) -> Call:
    post = {"title": "Officer", "role": Role.OFFICER, "starts": TODAY}
    return partial(
        network.appoint,
        by=stage.helen,
        person=stage.newcomer,
        organisation=stage.cast("ipswich"),
        **post,
    )


@scenario("network")
def begin_registration(stage: Stage) -> Call:
    priya = stage.cast("priya")
    network.end_registration(by=SYSTEM, user=priya, on=TODAY)
    return partial(network.begin_registration, by=SYSTEM, user=priya, on=TODAY)


@scenario("network")
def end_registration(stage: Stage) -> Call:
    return partial(network.end_registration, by=SYSTEM, user=stage.cast("priya"), on=TODAY)


@scenario("network", through=("network.end_registration",))
def close_account(stage: Stage) -> Call:
    return partial(network.close_account, by=stage.helen, user=stage.cast("priya"))


@scenario("network")
def correct_person(stage: Stage) -> Call:
    return partial(network.correct_person, by=stage.helen, person=stage.newcomer, name="Ola Bergh")


@scenario("network")
def end_session(stage: Stage) -> Call:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.update({"_auth_user_id": str(stage.helen.pk)})
    store.create()
    session = stage.helen.sessions.get()
    return partial(network.end_session, by=stage.helen, user=stage.helen, session=session)


@scenario("network")
def send_way_in(stage: Stage) -> Call:
    assert stage.helen.is_active
    told = {"email": stage.helen.email, "path": "/accounts/let-through/token/"}
    return partial(network.send_way_in, by=SYSTEM, **told)


@scenario("network")
def end_other_sessions(stage: Stage) -> Call:
    return partial(network.end_other_sessions, by=stage.helen, user=stage.helen)


@scenario("network")
def end_post(stage: Stage) -> Call:
    return partial(network.end_post, by=stage.helen, post=stage.post, on=TODAY)


@scenario("network")
def invite_first_administrator(stage: Stage) -> Call:
    told = {"email": "ada@example.org", "name": "Ada Dow", "organisation": "Culture First"}
    return partial(network.invite_first_administrator, by=SYSTEM, **told)


@scenario("network")
def join_network(stage: Stage) -> Call:
    return partial(network.join_network, by=stage.helen, organisation=stage.stranger, on=TODAY)


@scenario("network")
def leave_network(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(network.leave_network, by=stage.helen, organisation=body, on=TODAY)


@scenario("network")
def note_sign_in_change(stage: Stage) -> Call:
    reason = "A new password"
    return partial(network.note_sign_in_change, by=stage.helen, user=stage.helen, reason=reason)


@scenario("network", through=("network.begin_registration",))
def open_account(stage: Stage) -> Call:
    told = {"person": stage.newcomer, "email": "ola@example.org"}
    return partial(network.open_account, by=stage.helen, **told)
