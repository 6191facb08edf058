"""The actions of kit."""

from functools import partial

from culturefirst.kit import links
from culturefirst.kit.outbox import doubts
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("kit")
def link(stage: Stage) -> Call:
    need, grown = stage.activity, stage.cast("ipswich")
    return partial(links.link, by=stage.helen, source=need, target=grown, kind="became")


@scenario("kit")
def release(stage: Stage) -> Call:
    return partial(doubts.release, by=stage.helen, reason="All were looked at.")


@scenario("kit")
def send_again(stage: Stage) -> Call:
    return partial(doubts.send_again, by=stage.helen, message=stage.letter, reason="Not come.")
