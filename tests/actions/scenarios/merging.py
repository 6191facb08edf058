"""The actions of merging two records of one person."""

from functools import partial

from culturefirst.network import actions
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("network")
def merge_people(stage: Stage) -> Call:
    kept = stage.cast("priya").person
    return partial(actions.merge_people, by=stage.helen, kept=kept, merged=stage.newcomer)


@scenario("network")
def undo_merge(stage: Stage) -> Call:
    kept = stage.cast("priya").person
    made = actions.merge_people(by=stage.helen, kept=kept, merged=stage.newcomer)
    return partial(actions.undo_merge, by=stage.helen, merge=made)


@scenario("network")
def tell_apart(stage: Stage) -> Call:
    other = stage.cast("priya").person
    return partial(actions.tell_apart, by=stage.helen, one=stage.newcomer, other=other)
