"""The actions of yearly figures."""

from functools import partial
from typing import Any

from culturefirst.improvement import actions, figures
from culturefirst.improvement.models import Return
from culturefirst.improvement.queries.traits import Trait
from culturefirst.improvement.tests.make_figures import (
    CLOSES,
    MEMBERS,
    OPENS,
    PUBLIC,
    a_collection,
    a_return,
    body_of,
    definitions,
    said,
)
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Organisation
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

ROOM = "improvement"


def ipswich(stage: Stage) -> Organisation:
    return body_of(stage.cast("priya"))


def draft(stage: Stage) -> Return:
    return a_return(a_collection(), ipswich(stage), sent=False)


def sent(stage: Stage) -> Return:
    return a_return(a_collection(), ipswich(stage))


def asked(stage: Stage) -> Return:
    found = sent(stage)
    actions.ask_about_figure(by=stage.helen, found=found, key="spend", words="All of it?")
    return found


@scenario(ROOM)
def load_indicators(stage: Stage) -> Call:
    return partial(actions.load_indicators, by=stage.helen, text=figures.SHIPPED.read_text())


@scenario(ROOM)
def plan_collection(stage: Stage) -> Call:
    days: dict[str, Any] = {
        "opens_on": OPENS, "closes_on": CLOSES, "members_on": MEMBERS, "public_on": PUBLIC,
    }  # fmt: skip
    uses = definitions()
    return partial(actions.plan_collection, by=stage.helen, year=2010, uses=uses, **days)


@scenario(ROOM)
def edit_collection(stage: Stage) -> Call:
    made, changes = a_collection(), {"title": "Figures of last year"}
    return partial(actions.edit_collection, by=stage.helen, collection=made, changes=changes)


@scenario(ROOM)
def announce_collection(stage: Stage) -> Call:
    made = a_collection(announced=False)
    return partial(actions.announce_collection, by=stage.helen, collection=made)


@scenario(ROOM)
def withdraw_collection(stage: Stage) -> Call:
    made = a_collection()
    return partial(actions.withdraw_collection, by=stage.helen, collection=made, reason="A slip.")


@scenario(ROOM)
def begin_return(stage: Stage) -> Call:
    priya, made = stage.cast("priya"), a_collection()
    return partial(actions.begin_return, by=priya, collection=made, organisation=body_of(priya))


@scenario(ROOM)
def save_figures(stage: Stage) -> Call:
    found, answers = draft(stage), said({"spend": 4_000_000})
    return partial(actions.save_figures, by=stage.cast("priya"), found=found, answers=answers)


@scenario(ROOM)
def name_sender(stage: Stage) -> Call:
    found, person = draft(stage), stage.cast("priya").person
    return partial(actions.name_sender, by=SYSTEM, found=found, person=person)


@scenario(ROOM)
def send_return(stage: Stage) -> Call:
    return partial(actions.send_return, by=SYSTEM, found=draft(stage))


@scenario(ROOM)
def take_back_return(stage: Stage) -> Call:
    return partial(actions.take_back_return, by=SYSTEM, found=sent(stage))


@scenario(ROOM)
def accept_return(stage: Stage) -> Call:
    return partial(actions.accept_return, by=stage.helen, found=sent(stage))


@scenario(ROOM)
def ask_about_figure(stage: Stage) -> Call:
    found = sent(stage)
    return partial(
        actions.ask_about_figure, by=stage.helen, found=found, key="spend", words="All of it?"
    )


@scenario(ROOM)
def answer_figure_query(stage: Stage) -> Call:
    found, priya = asked(stage), stage.cast("priya")
    return partial(actions.answer_figure_query, by=priya, found=found, key="spend", words="Yes.")


@scenario(ROOM)
def settle_figure_query(stage: Stage) -> Call:
    return partial(actions.settle_figure_query, by=stage.helen, found=asked(stage), key="spend")


@scenario(ROOM)
def tell_of_release(stage: Stage) -> Call:
    return partial(actions.tell_of_release, by=SYSTEM, collection=sent(stage).collection)


@scenario(ROOM)
def load_traits(stage: Stage) -> Call:
    rows = [Trait(ipswich(stage), 2011, {"Residents": 133_400.0})]
    return partial(actions.load_traits, by=stage.helen, rows=rows)


@scenario(ROOM)
def keep_group(stage: Stage) -> Call:
    return partial(actions.keep_group, by=stage.cast("priya"), name="Like us", kind="nearest")


@scenario(ROOM)
def drop_group(stage: Stage) -> Call:
    priya = stage.cast("priya")
    group = actions.keep_group(by=priya, name="Like us", kind="nearest")
    return partial(actions.drop_group, by=priya, group=group)
