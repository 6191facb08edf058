"""The actions of one's own account."""

from functools import partial

from culturefirst.network import actions
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("network")
def follow_address(stage: Stage) -> Call:
    priya = stage.cast("priya")
    priya.email = "priya.nair@example.org"
    priya.save()
    return partial(actions.follow_address, by=priya, user=priya)
