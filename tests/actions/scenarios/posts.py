"""The actions of posts and of one's own profile."""

from functools import partial

from culturefirst.network import actions
from culturefirst.network.models import Role
from tests.actions.declare import Call, scenario
from tests.actions.stage import TODAY, Stage


@scenario("network")
def edit_profile(stage: Stage) -> Call:
    priya = stage.cast("priya")
    changes = {"telephone": "01473 000 000"}
    return partial(actions.edit_profile, by=priya, person=priya.person, changes=changes)


@scenario("network")
def edit_post(stage: Stage) -> Call:
    return partial(
        actions.edit_post, by=stage.helen, post=stage.post, changes={"title": "Arts officer"}
    )


@scenario("network")
def resume_post(stage: Stage) -> Call:
    actions.end_post(by=stage.helen, post=stage.post, on=TODAY)
    return partial(actions.resume_post, by=stage.helen, post=stage.post)


@scenario("network", through=("network.end_post",))
def vacate_post(stage: Stage) -> Call:
    return partial(actions.vacate_post, by=stage.helen, post=stage.post, on=TODAY)


@scenario("network", through=("network.add_person", "network.appoint"))
def add_colleague(stage: Stage) -> Call:
    return partial(
        actions.add_colleague,
        by=stage.helen,
        organisation=stage.cast("ipswich"),
        name="Ola Berg",
        title="Arts officer",
        role=Role.OFFICER,
        starts=TODAY,
    )


@scenario("network")
def fill_post(stage: Stage) -> Call:
    vacancy = actions.vacate_post(by=stage.helen, post=stage.post, on=TODAY)
    person = stage.newcomer
    return partial(actions.fill_post, by=stage.helen, post=vacancy, person=person, on=TODAY)


@scenario("network", through=("network.appoint", "network.end_post"))
def move_post(stage: Stage) -> Call:
    return partial(
        actions.move_post,
        by=stage.helen,
        post=stage.post,
        on=TODAY,
        organisation=stage.cast("norfolk_county"),
        title="Arts officer",
        role=Role.OFFICER,
    )


@scenario("network")
def set_lead(stage: Stage) -> Call:
    return partial(actions.set_lead, by=stage.helen, post=stage.post, leads=True)


@scenario("network", through=("network.end_post",))
def leave_body(stage: Stage) -> Call:
    body, person = stage.post.organisation, stage.cast("priya").person
    return partial(actions.leave_body, by=stage.helen, organisation=body, person=person, on=TODAY)
