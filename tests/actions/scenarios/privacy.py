"""The actions of privacy."""

from functools import partial

from culturefirst.network import actions
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("network")
def erase_person(stage: Stage) -> Call:
    why = "They wrote and asked for it."
    return partial(actions.erase_person, by=stage.helen, person=stage.newcomer, reason=why)


@scenario("network")
def forget_in_time(stage: Stage) -> Call:
    return partial(actions.forget_in_time, by=stage.helen)
