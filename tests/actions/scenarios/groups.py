"""The actions of groups, their members and papers."""

from functools import partial
from typing import Any

from culturefirst.kit.uploads import checked
from culturefirst.network import actions as network
from culturefirst.network.models import Group, Paper
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


def group(stage: Stage, access: str = "open") -> Group:
    return network.add_group(by=stage.helen, name="Culture Forum", kind="forum", access=access)


def paper(stage: Stage, **more: Any) -> Call:
    return partial(
        network.add_paper,
        by=stage.helen,
        group=group(stage),
        title="Notes of June",
        upload=checked("notes.txt", b"We met in Ely."),
        **more,
    )


def withdrawn(stage: Stage) -> Paper:
    return network.withdraw_paper(by=stage.helen, paper=paper(stage)())


def asking(stage: Stage) -> dict[str, Any]:
    """A closed group and an officer who waits to be let in."""
    asked = group(stage, "closed")
    officer = stage.cast("priya")
    network.join_group(by=officer, group=asked, why="I run the museum.")
    return {"by": stage.helen, "group": asked, "person": officer.person}


def inside(stage: Stage) -> dict[str, Any]:
    officer, joined = stage.cast("priya"), group(stage)
    network.join_group(by=officer, group=joined)
    return {"by": officer, "group": joined, "person": officer.person}


@scenario("network")
def add_group(stage: Stage) -> Call:
    return partial(network.add_group, by=stage.helen, name="Culture Forum", kind="forum")


@scenario("network")
def edit_group(stage: Stage) -> Call:
    changes = {"meets": "Each quarter"}
    return partial(network.edit_group, by=stage.helen, group=group(stage), changes=changes)


@scenario("network")
def end_group(stage: Stage) -> Call:
    return partial(network.end_group, by=stage.helen, group=group(stage))


@scenario("network")
def reopen_group(stage: Stage) -> Call:
    ended = network.end_group(by=stage.helen, group=group(stage))
    return partial(network.reopen_group, by=stage.helen, group=ended)


@scenario("network")
def add_body(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(network.add_body, by=stage.helen, group=group(stage), organisation=body)


@scenario("network")
def end_body(stage: Stage) -> Call:
    taking = {"by": stage.helen, "group": group(stage), "organisation": stage.cast("ipswich")}
    network.add_body(**taking)
    return partial(network.end_body, **taking)


@scenario("network")
def join_group(stage: Stage) -> Call:
    return partial(network.join_group, by=stage.cast("priya"), group=group(stage))


@scenario("network")
def let_into_group(stage: Stage) -> Call:
    return partial(network.let_into_group, **asking(stage))


@scenario("network")
def decline_group_request(stage: Stage) -> Call:
    return partial(network.decline_group_request, **asking(stage))


@scenario("network")
def add_to_group(stage: Stage) -> Call:
    newcomer = stage.newcomer
    return partial(network.add_to_group, by=stage.helen, group=group(stage), person=newcomer)


@scenario("network")
def change_part(stage: Stage) -> Call:
    sits = inside(stage) | {"by": stage.helen}
    return partial(network.change_part, **sits, part="convenor")


@scenario("network")
def leave_group(stage: Stage) -> Call:
    return partial(network.leave_group, **inside(stage))


@scenario("network")
def add_paper(stage: Stage) -> Call:
    return paper(stage)


@scenario("network")
def edit_paper(stage: Stage) -> Call:
    made = paper(stage)()
    changes = {"title": "Notes of July"}
    return partial(network.edit_paper, by=stage.helen, paper=made, changes=changes)


@scenario("network")
def withdraw_paper(stage: Stage) -> Call:
    return partial(network.withdraw_paper, by=stage.helen, paper=paper(stage)())


@scenario("network")
def restore_paper(stage: Stage) -> Call:
    return partial(network.restore_paper, by=stage.helen, paper=withdrawn(stage))
