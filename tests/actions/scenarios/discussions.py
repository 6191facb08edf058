"""The actions of discussions."""

from functools import partial
from typing import Any

from culturefirst.discussions import actions
from culturefirst.discussions.models import Concern, Contribution, Forum, Pace, Thread
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


def forum(stage: Stage) -> Forum:
    return actions.open_forum(by=stage.helen)


def thread(stage: Stage, **more: Any) -> Thread:
    said: dict[str, Any] = {"title": "Who shares a post?", "text": "We may.", "asks": True}
    return actions.start_thread(by=stage.helen, forum=forum(stage), **said | more)


def reply_of(stage: Stage) -> Contribution:
    return actions.reply(by=stage.cast("priya"), thread=thread(stage), text="Ask Ely.")


def concern(stage: Stage) -> Concern:
    said = reply_of(stage)
    return actions.raise_concern(by=stage.helen, contribution=said, why="It is wrong.")


@scenario("discussions")
def open_forum(stage: Stage) -> Call:
    return partial(actions.open_forum, by=stage.helen)


@scenario("discussions")
def start_thread(stage: Stage) -> Call:
    where = forum(stage)
    return partial(actions.start_thread, by=stage.helen, forum=where, title="One", text="Two")


@scenario("discussions")
def edit_thread(stage: Stage) -> Call:
    changes = {"title": "Who shares an officer?"}
    return partial(actions.edit_thread, by=stage.helen, thread=thread(stage), changes=changes)


@scenario("discussions")
def mark_answer(stage: Stage) -> Call:
    said = reply_of(stage)
    return partial(actions.mark_answer, by=stage.helen, thread=said.thread, contribution=said)


@scenario("discussions")
def pin_thread(stage: Stage) -> Call:
    return partial(actions.pin_thread, by=stage.helen, thread=thread(stage), pinned=True)


@scenario("discussions")
def close_thread(stage: Stage) -> Call:
    return partial(actions.close_thread, by=stage.helen, thread=thread(stage))


@scenario("discussions")
def reopen_thread(stage: Stage) -> Call:
    closed = actions.close_thread(by=stage.helen, thread=thread(stage))
    return partial(actions.reopen_thread, by=stage.helen, thread=closed)


@scenario("discussions")
def move_thread(stage: Stage) -> Call:
    group = network.add_group(by=stage.helen, name="Festivals", kind="forum")
    there = actions.open_forum(by=stage.helen, group=group)
    return partial(actions.move_thread, by=stage.helen, thread=thread(stage), forum=there)


@scenario("discussions")
def follow_thread(stage: Stage) -> Call:
    return partial(actions.follow_thread, by=stage.helen, thread=thread(stage), follows=False)


@scenario("discussions")
def follow_forum(stage: Stage) -> Call:
    return partial(actions.follow_forum, by=stage.helen, forum=forum(stage), follows=True)


@scenario("discussions")
def reply(stage: Stage) -> Call:
    return partial(actions.reply, by=stage.helen, thread=thread(stage), text="Ask Ely.")


@scenario("discussions")
def edit_contribution(stage: Stage) -> Call:
    said, by = reply_of(stage), stage.cast("priya")
    return partial(actions.edit_contribution, by=by, contribution=said, text="Ask Diss.")


@scenario("discussions")
def remove_contribution(stage: Stage) -> Call:
    said = reply_of(stage)
    return partial(actions.remove_contribution, by=stage.helen, contribution=said, why="Wrong")


@scenario("discussions")
def raise_concern(stage: Stage) -> Call:
    said = reply_of(stage)
    return partial(actions.raise_concern, by=stage.helen, contribution=said, why="Wrong")


@scenario("discussions")
def settle_concern(stage: Stage) -> Call:
    return partial(actions.settle_concern, by=stage.helen, concern=concern(stage))


@scenario("discussions")
def choose_pace(stage: Stage) -> Call:
    return partial(actions.choose_pace, by=stage.helen, often="weekly")


@scenario("discussions")
def send_digest(stage: Stage) -> Call:
    reply_of(stage)
    pace = Pace.objects.get(person=stage.helen.person)
    return partial(actions.send_digest, by=SYSTEM, pace=pace)
