"""The actions of audiences."""

from functools import partial
from typing import Any

from culturefirst.network import actions
from culturefirst.network.models import Audience
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

OFFICERS = {"all": {"role": ["officer"]}, "none": {}}


def _saved(stage: Stage) -> dict[str, Any]:
    made: Audience = actions.save_audience(by=stage.helen, name="Officers", question=OFFICERS)
    return {"by": stage.helen, "audience": made}


@scenario("network")
def save_audience(stage: Stage) -> Call:
    return partial(actions.save_audience, by=stage.helen, name="Officers", question=OFFICERS)


@scenario("network")
def edit_audience(stage: Stage) -> Call:
    return partial(actions.edit_audience, **_saved(stage), changes={"name": "All officers"})


@scenario("network")
def retire_audience(stage: Stage) -> Call:
    return partial(actions.retire_audience, **_saved(stage))


@scenario("network")
def restore_audience(stage: Stage) -> Call:
    saved = _saved(stage)
    actions.retire_audience(**saved)
    return partial(actions.restore_audience, **saved)
