"""The actions of programme."""

from datetime import date
from functools import partial

from culturefirst.programme import actions as programme
from culturefirst.programme.reading.document import Document
from culturefirst.programme.reports.freezing import freeze_report
from tests.actions.declare import Call, scenario
from tests.actions.stage import PAGE, TODAY, Stage, declared


@scenario("programme")
def add_activity(stage: Stage) -> Call:
    return partial(
        programme.add_activity, by=stage.helen, programme=stage.strand, title="Show pictures"
    )


@scenario("programme")
def add_priority(stage: Stage) -> Call:
    whole = stage.programme
    return partial(programme.add_priority, by=stage.helen, work_programme=whole, title="Learn")


@scenario("programme")
def add_progress(stage: Stage) -> Call:
    return partial(
        programme.add_progress, by=stage.helen, activity=stage.activity, text="Three came."
    )


@scenario("programme")
def add_target(stage: Stage) -> Call:
    activity = stage.activity
    return partial(
        programme.add_target, by=stage.helen, activity=activity, target=declared("Sign the terms")
    )


@scenario("programme")
def bind(stage: Stage) -> Call:
    told = stage.activity
    counted = programme.add_target(by=stage.helen, activity=told, target=declared("4 meetings"))
    programme.edit_target(
        by=stage.helen, target=counted, changes={"kind": "count", "quantity": 4, "unit": "meetings"}
    )
    return partial(programme.bind, by=stage.helen, target=counted, measure="programme.milestones")


@scenario("programme")
def close_programme(stage: Stage) -> Call:
    return partial(programme.close_programme, by=stage.helen, work_programme=stage.programme)


@scenario("programme")
def close_target(stage: Stage) -> Call:
    return partial(
        programme.close_target, by=stage.helen, target=stage.target, reason="The body is gone."
    )


@scenario("programme")
def comment(stage: Stage) -> Call:
    told = {"why": "Snow.", "next": "We meet in May."}
    return partial(programme.comment, by=stage.helen, target=stage.target, **told)


@scenario("programme", through=("programme.close_programme",))
def create_programme(stage: Stage) -> Call:
    assert stage.programme.state == "current"
    return partial(stage.made, "Another year", "current")


@scenario("programme")
def declare(stage: Stage) -> Call:
    told = {"standing": "met", "why": "They signed."}
    return partial(programme.declare, by=stage.helen, target=stage.target, **told)


@scenario("programme", through=("programme.place_activity",))
def edit_activity(stage: Stage) -> Call:
    changes = {"title": "Meet often", "sub_regions": [stage.cast("norfolk")]}
    return partial(
        programme.edit_activity, by=stage.helen, activity=stage.activity, changes=changes
    )


@scenario("programme")
def edit_priority(stage: Stage) -> Call:
    changes = {"title": "Improve together"}
    return partial(
        programme.edit_priority, by=stage.helen, priority=stage.priority, changes=changes
    )


@scenario("programme")
def edit_programme_strand(stage: Stage) -> Call:
    changes = {"title": "Peers and friends"}
    return partial(
        programme.edit_programme_strand, by=stage.helen, programme=stage.strand, changes=changes
    )


@scenario("programme")
def edit_progress(stage: Stage) -> Call:
    changes = {"text": "Four came to look"}
    return partial(
        programme.edit_progress, by=stage.helen, progress=stage.progress, changes=changes
    )


@scenario("programme")
def edit_target(stage: Stage) -> Call:
    changes = {"text": "Agree the terms in Ely"}
    return partial(programme.edit_target, by=stage.helen, target=stage.target, changes=changes)


@scenario("programme")
def edit_work_programme(stage: Stage) -> Call:
    whole, changes = stage.programme, {"title": "The year"}
    return partial(
        programme.edit_work_programme, by=stage.helen, work_programme=whole, changes=changes
    )


@scenario("programme", "freeze_report")
def freeze(stage: Stage) -> Call:
    # Declared and due with nothing said of it, the target would wait for a word.
    programme.declare(by=stage.helen, target=stage.target, standing="met", why="They signed.")
    return partial(freeze_report, by=stage.helen, work_programme=stage.programme, as_at=TODAY)


@scenario("programme", through=("programme.close_programme",))
def import_document(stage: Stage) -> Call:
    received = stage.document
    assert stage.programme.state == "current"
    told = {"document": Document.from_json(received.document), "state": "current"}
    return partial(programme.import_document, by=stage.helen, received=received, **told)


@scenario("programme", through=("programme.close_programme",))
def make_current(stage: Stage) -> Call:
    shown = stage.programme.pk
    draft = stage.made("Next year")
    return partial(programme.make_current, by=stage.helen, work_programme=draft, instead_of=shown)


@scenario("programme")
def note(stage: Stage) -> Call:
    return partial(programme.note, by=stage.helen, target=stage.target, text="Ask in Ely.")


@scenario("programme")
def override(stage: Stage) -> Call:
    told = {"standing": "on_track", "reason": "All agreed."}
    return partial(programme.override, by=stage.helen, target=stage.target, **told)


@scenario("programme")
def place_activity(stage: Stage) -> Call:
    told = {"sub_regions": [stage.cast("norfolk")], "reason": "Now in Norfolk"}
    return partial(programme.place_activity, by=stage.helen, activity=stage.activity, **told)


@scenario("programme")
def read_again(stage: Stage) -> Call:
    return partial(programme.read_again, by=stage.helen, received=stage.document)


@scenario("programme")
def receive_document(stage: Stage) -> Call:
    return partial(
        programme.receive_document, by=stage.helen, name="next.txt", content=PAGE.encode()
    )


@scenario("programme")
def record_milestone(stage: Stage) -> Call:
    told = {"title": "A first meeting", "on": TODAY}
    return partial(programme.record_milestone, by=stage.helen, activity=stage.activity, **told)


@scenario("programme")
def remove_progress(stage: Stage) -> Call:
    return partial(programme.remove_progress, by=stage.helen, progress=stage.progress)


@scenario("programme")
def remove_target(stage: Stage) -> Call:
    return partial(
        programme.remove_target, by=stage.helen, target=stage.target, reason="Twice in the list."
    )


@scenario("programme")
def reopen_target(stage: Stage) -> Call:
    closed = programme.close_target(by=stage.helen, target=stage.target, reason="In error.")
    return partial(programme.reopen_target, by=stage.helen, target=closed)


@scenario("programme")
def restore_progress(stage: Stage) -> Call:
    removed = programme.remove_progress(by=stage.helen, progress=stage.progress)
    return partial(programme.restore_progress, by=stage.helen, progress=removed)


@scenario("programme")
def restore_target(stage: Stage) -> Call:
    removed = programme.remove_target(by=stage.helen, target=stage.target, reason="In error.")
    return partial(programme.restore_target, by=stage.helen, target=removed)


@scenario("programme")
def start_next_year(stage: Stage) -> Call:
    year = {"title": "Next year", "starts": date(2012, 4, 1), "ends": date(2013, 3, 31)}
    return partial(
        programme.start_next_year, by=stage.helen, work_programme=stage.programme, **year
    )


@scenario("programme")
def withdraw_milestone(stage: Stage) -> Call:
    done = stage.milestone()
    return partial(programme.withdraw_milestone, by=stage.helen, milestone=done, reason="Twice.")


@scenario("programme")
def withdraw_override(stage: Stage) -> Call:
    said = programme.override(
        by=stage.helen, target=stage.target, standing="met", reason="We agreed."
    )
    return partial(programme.withdraw_override, by=stage.helen, remark=said)


@scenario("programme")
def edit_milestone(stage: Stage) -> Call:
    done = stage.milestone()
    changes = {"title": "A first meeting, in Ely"}
    return partial(programme.edit_milestone, by=stage.helen, milestone=done, changes=changes)


@scenario("programme")
def restore_milestone(stage: Stage) -> Call:
    gone = programme.withdraw_milestone(
        by=stage.helen, milestone=stage.milestone(), reason="In error."
    )
    return partial(programme.restore_milestone, by=stage.helen, milestone=gone)


@scenario("programme")
def withdraw_remark(stage: Stage) -> Call:
    said = programme.note(by=stage.helen, target=stage.target, text="Ask in Ely.")
    return partial(programme.withdraw_remark, by=stage.helen, remark=said, reason="Answered.")


@scenario("programme")
def restore_remark(stage: Stage) -> Call:
    said = programme.note(by=stage.helen, target=stage.target, text="Ask in Ely.")
    gone = programme.withdraw_remark(by=stage.helen, remark=said, reason="In error.")
    return partial(programme.restore_remark, by=stage.helen, remark=gone)
