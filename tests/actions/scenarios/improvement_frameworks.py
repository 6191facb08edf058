"""The actions of benchmark frameworks."""

from functools import partial

from culturefirst.improvement import actions
from culturefirst.improvement.tests.texts import DEMO
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("improvement")
def load_framework(stage: Stage) -> Call:
    return partial(actions.load_framework, by=stage.helen, text=DEMO)


@scenario("improvement", through=("improvement.load_framework",) * 2)
def load_shipped_frameworks(stage: Stage) -> Call:
    return partial(actions.load_shipped_frameworks, by=stage.helen)
