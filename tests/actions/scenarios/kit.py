"""The actions of kit."""

from functools import partial

from culturefirst.kit import links, outbox
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


@scenario("kit")
def pause(stage: Stage) -> Call:
    return partial(outbox.pause, by=stage.helen, mailing=stage.mailing, reason="A date is wrong.")


@scenario("kit")
def resume(stage: Stage) -> Call:
    return partial(outbox.resume, by=stage.helen, mailing=stage.mailing)


@scenario("kit")
def set_rate(stage: Stage) -> Call:
    return partial(outbox.set_rate, by=stage.helen, mailing=stage.mailing, rate=60)


@scenario("kit")
def stop(stage: Stage) -> Call:
    return partial(outbox.stop, by=stage.helen, mailing=stage.mailing, reason="The wrong one.")


@scenario("kit")
def release_mailing(stage: Stage) -> Call:
    return partial(
        outbox.release_mailing, by=stage.helen, mailing=stage.mailing, reason="It had not gone."
    )


@scenario("kit")
def send_doubts_again(stage: Stage) -> Call:
    return partial(
        outbox.send_doubts_again, by=stage.helen, mailing=stage.mailing, reason="None came."
    )


@scenario("kit")
def lift_bounce(stage: Stage) -> Call:
    row = outbox.suppress("anne@example.org", reason="bounces", why="2 letters came back for good")
    asked = "Their mail server was being moved."
    return partial(doubts.lift_bounce, by=stage.helen, suppression=row, reason=asked)
