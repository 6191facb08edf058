"""The actions of improvement plans and strands."""

from decimal import Decimal
from functools import partial

from culturefirst.improvement import actions
from culturefirst.improvement.models import PlanMember
from culturefirst.improvement.tests.make_figures import a_collection, a_return
from culturefirst.improvement.tests.make_plans import (
    CABINET,
    a_plan,
    a_strand,
    adopted,
    body_of,
    only,
)
from culturefirst.network import actions as network
from culturefirst.network.models import User
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

ROOM = "improvement"
RECOVERED = "cost-recovery"


def keeper(stage: Stage) -> User:
    found: User = stage.cast("priya")
    return found


@scenario(ROOM)
def draft_plan(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.draft_plan, by=by, organisation=body_of(by), title="More of it")


@scenario(ROOM)
def edit_plan(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.edit_plan, by=by, plan=a_plan(by), changes={"title": "Less"})


@scenario(ROOM)
def adopt_plan(stage: Stage) -> Call:
    by = keeper(stage)
    plan = a_plan(by, "Share a store")
    return partial(actions.adopt_plan, by=by, plan=plan, adopted_by=CABINET)


@scenario(ROOM)
def note_review(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(
        actions.note_review, by=by, plan=adopted(by), words="Half is done.", reviewed=True
    )


@scenario(ROOM)
def let_team_read(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.let_team_read, by=by, plan=a_plan(by), reads=True)


@scenario(ROOM)
def release_plan(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.release_plan, by=by, plan=adopted(by))


@scenario(ROOM)
def close_plan(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.close_plan, by=by, plan=a_plan(by), came_of="Nothing.")


@scenario(ROOM)
def reopen_plan(stage: Stage) -> Call:
    by = keeper(stage)
    closed = actions.close_plan(by=by, plan=a_plan(by), came_of="Nothing.")
    return partial(actions.reopen_plan, by=by, plan=closed)


@scenario(ROOM)
def add_plan_member(stage: Stage) -> Call:
    by = keeper(stage)
    network.appoint(
        by=stage.helen, person=stage.newcomer, title="Officer", role="officer",
        organisation=body_of(by), starts=by.posts_today[0].starts,
    )  # fmt: skip
    return partial(actions.add_plan_member, by=by, plan=a_plan(by), person=stage.newcomer)


@scenario(ROOM)
def take_out_plan_member(stage: Stage) -> Call:
    by = keeper(stage)
    plan = a_plan(by)
    member = PlanMember._base_manager.create(
        plan=plan, person=stage.newcomer, since=plan.drafted_on
    )
    return partial(actions.take_out_plan_member, by=by, plan=plan, member=member)


@scenario(ROOM)
def add_action(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.add_action, by=by, plan=a_plan(by), title="Share a store")


@scenario(ROOM)
def edit_action(stage: Stage) -> Call:
    by = keeper(stage)
    entry = only(a_plan(by, "Share a store"))
    return partial(actions.edit_action, by=by, entry=entry, changes={"title": "Lend one"})


@scenario(ROOM)
def move_action(stage: Stage) -> Call:
    by = keeper(stage)
    plan = a_plan(by, "Share a store")
    return partial(actions.move_action, by=by, plan=plan, entry=only(plan), up=True)


@scenario(ROOM)
def begin_action(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.begin_action, by=by, entry=only(adopted(by)))


@scenario(ROOM)
def finish_action(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.finish_action, by=by, entry=only(adopted(by)))


@scenario(ROOM)
def drop_action(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.drop_action, by=by, entry=only(adopted(by)), because="Sold.")


@scenario(ROOM)
def resume_action(stage: Stage) -> Call:
    by = keeper(stage)
    begun = actions.begin_action(by=by, entry=only(adopted(by)))
    return partial(actions.resume_action, by=by, entry=begun)


@scenario(ROOM, through=("kit.link",))
def link_action(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.link_action, by=by, entry=only(adopted(by)), record=stage.activity)


@scenario(ROOM)
def unlink_action(stage: Stage) -> Call:
    by = keeper(stage)
    entry = actions.link_action(by=by, entry=only(adopted(by)), record=stage.activity)
    return partial(actions.unlink_action, by=by, entry=entry, record=stage.activity)


@scenario(ROOM)
def note_saving(stage: Stage) -> Call:
    by = keeper(stage)
    said = {"amount": Decimal(4200), "how_known": "The rent ended."}
    return partial(actions.note_saving, by=by, entry=only(adopted(by)), **said)


@scenario(ROOM)
def withdraw_saving(stage: Stage) -> Call:
    by = keeper(stage)
    entry = only(adopted(by))
    saving = actions.note_saving(by=by, entry=entry, amount=Decimal(1), how_known="So.")
    return partial(
        actions.withdraw_saving, by=by, entry=entry, saving=saving, because="It goes on."
    )


@scenario(ROOM)
def add_strand(stage: Stage) -> Call:
    return partial(actions.add_strand, by=stage.helen, name="Energy")


@scenario(ROOM)
def edit_strand(stage: Stage) -> Call:
    strand = a_strand()
    return partial(actions.edit_strand, by=stage.helen, strand=strand, changes={"says": "All."})


@scenario(ROOM)
def retire_strand(stage: Stage) -> Call:
    return partial(actions.retire_strand, by=stage.helen, strand=a_strand())


@scenario(ROOM)
def resume_strand(stage: Stage) -> Call:
    retired = actions.retire_strand(by=stage.helen, strand=a_strand())
    return partial(actions.resume_strand, by=stage.helen, strand=retired)


@scenario(ROOM)
def count_by_measure(stage: Stage) -> Call:
    by = keeper(stage)
    entry = only(adopted(by))
    return partial(
        actions.count_by_measure, by=by, entry=entry, measure="improvement.savings", goal=500
    )


@scenario(ROOM)
def count_by_figure(stage: Stage) -> Call:
    by = keeper(stage)
    a_return(a_collection(2010), body_of(by))
    said = {"indicator": RECOVERED, "year": 2010, "goal": 45}
    return partial(actions.count_by_figure, by=by, entry=only(adopted(by)), **said)


@scenario(ROOM)
def count_no_more(stage: Stage) -> Call:
    by = keeper(stage)
    entry = only(adopted(by))
    actions.count_by_measure(by=by, entry=entry, measure="improvement.savings", goal=500)
    return partial(actions.count_no_more, by=by, entry=entry)


@scenario(ROOM)
def take_back_adoption(stage: Stage) -> Call:
    by = keeper(stage)
    return partial(actions.take_back_adoption, by=by, plan=adopted(by))


@scenario(ROOM)
def take_back_plan_release(stage: Stage) -> Call:
    by = keeper(stage)
    plan = actions.release_plan(by=by, plan=adopted(by))
    return partial(actions.take_back_plan_release, by=by, plan=plan)
