"""The actions of offers and needs."""

from functools import partial
from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Listing
from culturefirst.network.models import User
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


def listing(stage: Stage, who: str = "priya", side: str = "offer") -> Listing:
    by: User = stage.cast(who)
    said: dict[str, Any] = {"title": "A dry store", "arrangement": "space"}
    body = by.posts_today[0].organisation
    return actions.publish_listing(by=by, organisation=body, side=side, contact=by.person, **said)


@scenario("collaboration")
def publish_listing(stage: Stage) -> Call:
    stage.cast("priya")
    return partial(listing, stage)


@scenario("collaboration")
def edit_listing(stage: Stage) -> Call:
    by, changes = stage.cast("priya"), {"title": "A store"}
    return partial(actions.edit_listing, by=by, listing=listing(stage), changes=changes)


@scenario("collaboration")
def confirm_listing(stage: Stage) -> Call:
    return partial(actions.confirm_listing, by=stage.cast("priya"), listing=listing(stage))


@scenario("collaboration")
def pause_listing(stage: Stage) -> Call:
    return partial(actions.pause_listing, by=stage.cast("priya"), listing=listing(stage))


@scenario("collaboration")
def reopen_listing(stage: Stage) -> Call:
    paused = actions.pause_listing(by=stage.helen, listing=listing(stage))
    return partial(actions.reopen_listing, by=stage.helen, listing=paused)


@scenario("collaboration")
def close_listing(stage: Stage) -> Call:
    found = listing(stage)
    return partial(actions.close_listing, by=stage.helen, listing=found, came_of="nothing")


@scenario("collaboration")
def dismiss_match(stage: Stage) -> Call:
    own, other = listing(stage), listing(stage, "jim", "need")
    return partial(actions.dismiss_match, by=stage.cast("priya"), listing=own, other=other)


@scenario("collaboration")
def restore_match(stage: Stage) -> Call:
    own, other = listing(stage), listing(stage, "jim", "need")
    actions.dismiss_match(by=stage.helen, listing=own, other=other)
    return partial(actions.restore_match, by=stage.cast("priya"), listing=own, other=other)


@scenario("collaboration")
def introduce(stage: Stage) -> Call:
    by: User = stage.cast("jim")
    body = by.posts_today[0].organisation
    return partial(
        actions.introduce, by=by, listing=listing(stage), organisation=body, words="May we?"
    )
