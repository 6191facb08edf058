"""The actions of polls."""

from datetime import date
from functools import partial
from typing import Any

from culturefirst.surveys import actions
from culturefirst.surveys.models import Poll
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

LAST = date(2011, 9, 30)


def draft(stage: Stage) -> Poll:
    return actions.make_poll(
        by=stage.helen, question="Shall we meet?", choices=["Yes", "No"], closes_on=LAST
    )


def opened(stage: Stage) -> Poll:
    return actions.open_poll(by=stage.helen, poll=draft(stage))


@scenario("surveys")
def make_poll(stage: Stage) -> Call:
    said: dict[str, Any] = {"question": "One?", "choices": ["a", "b"], "closes_on": LAST}
    return partial(actions.make_poll, by=stage.helen, **said)


@scenario("surveys")
def edit_poll(stage: Stage) -> Call:
    poll, new = draft(stage), {"question": "Shall we meet in Ely?"}
    return partial(actions.edit_poll, by=stage.helen, poll=poll, changes=new)


@scenario("surveys")
def open_poll(stage: Stage) -> Call:
    return partial(actions.open_poll, by=stage.helen, poll=draft(stage))


@scenario("surveys")
def answer_quick_poll(stage: Stage) -> Call:
    poll = opened(stage)
    choice = poll.choices.first()
    return partial(actions.answer_quick_poll, by=stage.helen, poll=poll, choice=choice)


@scenario("surveys")
def close_poll(stage: Stage) -> Call:
    return partial(actions.close_poll, by=stage.helen, poll=opened(stage))


@scenario("surveys")
def say_outcome(stage: Stage) -> Call:
    return partial(actions.say_outcome, by=stage.helen, poll=opened(stage), outcome="We met.")


@scenario("surveys")
def remove_poll(stage: Stage) -> Call:
    return partial(actions.remove_poll, by=stage.helen, poll=draft(stage))
