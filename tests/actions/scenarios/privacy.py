"""The actions of privacy."""

from datetime import date
from functools import partial

from culturefirst.network import actions
from culturefirst.network.models import Unsettled
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("network")
def erase_person(stage: Stage) -> Call:
    why = "They wrote and asked for it."
    return partial(actions.erase_person, by=stage.helen, person=stage.newcomer, reason=why)


@scenario("network")
def settle_names(stage: Stage) -> Call:
    waiting = Unsettled.objects.create(
        person=stage.newcomer.pk, names=["Ola Berg"], on=date(2011, 9, 1)
    )
    return partial(actions.settle_names, by=stage.helen, unsettled=waiting, decided={})


@scenario("network")
def forget_in_time(stage: Stage) -> Call:
    return partial(actions.forget_in_time, by=stage.helen)
