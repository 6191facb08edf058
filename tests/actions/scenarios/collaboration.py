"""The actions of offers and needs."""

from functools import partial
from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Initiative, InitiativePartner, Listing
from culturefirst.kit import clock
from culturefirst.network import actions as network
from culturefirst.network.actions.handing_over import Handover
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
def take_over_listing(stage: Stage) -> Call:
    found = listing(stage)
    after = network.add_organisation(by=stage.helen, name="New council", kind="unitary")
    network.record_succession(
        by=stage.helen, predecessors=[found.organisation], successors=[after], how="merged",
        on=clock.today(), handover=Handover(others=after),
    )  # fmt: skip
    return partial(actions.take_over_listing, by=stage.helen, listing=found, organisation=after)


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


def initiative(stage: Stage) -> Initiative:
    """Of Ipswich and Norfolk, with words."""
    by: User = stage.cast("priya")
    jim: User = stage.cast("jim")
    named = [(who.posts_today[0].organisation, who.person) for who in (by, jim)]
    return actions.draft_initiative(by=by, title="One store", words="A store.", partners=named)


def partner(stage: Stage) -> InitiativePartner:
    """A third one."""
    found, dee = initiative(stage), stage.cast("dee")
    body = dee.posts_today[0].organisation
    return actions.add_partner(by=stage.cast("priya"), initiative=found, organisation=body)


@scenario("collaboration")
def draft_initiative(stage: Stage) -> Call:
    for who in ("priya", "jim"):
        stage.cast(who)
    return partial(initiative, stage)


@scenario("collaboration")
def edit_initiative(stage: Stage) -> Call:
    by, changes = stage.cast("priya"), {"title": "Our store"}
    return partial(actions.edit_initiative, by=by, initiative=initiative(stage), changes=changes)


@scenario("collaboration")
def open_initiative(stage: Stage) -> Call:
    found = initiative(stage)
    return partial(actions.open_initiative, by=stage.cast("jim"), initiative=found)


@scenario("collaboration")
def drop_initiative(stage: Stage) -> Call:
    found = initiative(stage)
    return partial(
        actions.drop_initiative, by=stage.cast("priya"), initiative=found, because="No money."
    )


@scenario("collaboration")
def resume_initiative(stage: Stage) -> Call:
    by = stage.cast("priya")
    dropped = actions.drop_initiative(by=by, initiative=initiative(stage))
    return partial(actions.resume_initiative, by=by, initiative=dropped)


@scenario("collaboration")
def add_partner(stage: Stage) -> Call:
    body = stage.cast("dee").posts_today[0].organisation
    found = initiative(stage)
    return partial(actions.add_partner, by=stage.cast("priya"), initiative=found, organisation=body)


@scenario("collaboration")
def name_partner(stage: Stage) -> Call:
    one, dee = partner(stage), stage.cast("dee")
    return partial(
        actions.name_partner,
        by=stage.cast("priya"),
        initiative=one.initiative,
        partner=one,
        person=dee.person,
    )


@scenario("collaboration")
def end_partner(stage: Stage) -> Call:
    one = partner(stage)
    by = stage.cast("priya")
    return partial(actions.end_partner, by=by, initiative=one.initiative, partner=one)
