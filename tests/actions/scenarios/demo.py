"""The actions of demo."""

from functools import partial

from culturefirst.demo.actions import become_demonstration, note_days_of_use
from culturefirst.kit.act import SYSTEM
from tests.actions.declare import Call, scenario
from tests.actions.stage import TODAY, Stage


@scenario("demo", "become_demonstration")
def become_a_demonstration(stage: Stage) -> Call:
    return partial(become_demonstration, by=SYSTEM, network="A", strapline="B", on=TODAY)


@scenario("demo", "note_days_of_use")
def note_days(stage: Stage) -> Call:
    return partial(note_days_of_use, by=SYSTEM, days={stage.helen: [TODAY]})
