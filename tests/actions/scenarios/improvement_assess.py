"""The actions of self-assessments."""

from functools import partial
from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Assessment, Evidence, Respondent
from culturefirst.improvement.queries.brought import seen_of
from culturefirst.improvement.records.understood import Said as Filled
from culturefirst.improvement.tests.make import a_framework
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

SCOPE = {"in_scope": "All of it.", "left_out": "Nothing"}


def assessment(stage: Stage, until: str = "scope") -> Assessment:
    """Of Ipswich, led by Priya, as far as that."""
    by = stage.cast("priya")
    found = actions.begin_assessment(
        by=by, organisation=by.posts_today[0].organisation, framework=a_framework(), title="We look"
    )
    found = actions.edit_scope(by=by, assessment=found, changes=SCOPE)
    steps = {"scope": 0, "scoring": 1, "agreeing": 2, "agreed": 3, "released": 4}[until]
    if steps >= 1:
        found = actions.open_scoring(by=by, assessment=found)
    if steps >= 2:
        found = actions.close_scoring(by=by, assessment=found)
    if steps >= 3:
        for each in found.framework.criteria.all():
            said = {"value": 2, "why": "We saw it.", "agreed": True}
            actions.save_judgement(by=by, assessment=found, criterion=each, changes=said)
        found = actions.agree_assessment(by=by, assessment=found)
    return actions.release_assessment(by=by, assessment=found) if steps >= 4 else found


def respondent(stage: Stage) -> Respondent:
    """Jim is asked, as a partner."""
    found = assessment(stage, "scoring")
    jim = stage.cast("jim")
    actions.invite_people(by=stage.cast("priya"), assessment=found, people=[jim.person])
    return Respondent._base_manager.get(assessment=found)


def scored(stage: Stage) -> Respondent:
    row = respondent(stage)
    criterion = row.assessment.framework.criteria.first()
    said = {criterion.pk: Said(3, note="Good.")}
    return actions.save_answers(by=stage.cast("jim"), respondent=row, answers=said)


def evidence(stage: Stage) -> Evidence:
    found, by = assessment(stage), stage.cast("priya")
    return actions.add_evidence(by=by, assessment=found, **_shows(found))


def _shows(found: Assessment) -> dict[str, Any]:
    criteria = [found.framework.criteria.first()]
    return {"criteria": criteria, "title": "The audit", "url": "https://example.org/audit"}


@scenario("improvement")
def begin_assessment(stage: Stage) -> Call:
    by = stage.cast("priya")
    body = by.posts_today[0].organisation
    return partial(
        actions.begin_assessment, by=by, organisation=body, framework=a_framework(), title="A"
    )


@scenario("improvement")
def edit_scope(stage: Stage) -> Call:
    found = assessment(stage)
    by = stage.cast("priya")
    return partial(actions.edit_scope, by=by, assessment=found, changes={"title": "We look again"})


@scenario("improvement")
def open_scoring(stage: Stage) -> Call:
    return partial(actions.open_scoring, by=stage.cast("priya"), assessment=assessment(stage))


@scenario("improvement")
def close_scoring(stage: Stage) -> Call:
    found = assessment(stage, "scoring")
    return partial(actions.close_scoring, by=stage.cast("priya"), assessment=found)


@scenario("improvement")
def save_judgement(stage: Stage) -> Call:
    found = assessment(stage, "agreeing")
    return partial(
        actions.save_judgement, by=stage.cast("priya"), assessment=found,
        criterion=found.framework.criteria.first(), changes={"value": 3, "why": "We saw it."},
    )  # fmt: skip


@scenario("improvement")
def agree_assessment(stage: Stage) -> Call:
    found, by = assessment(stage, "agreed"), stage.cast("priya")
    found = actions.reopen_assessment(by=by, assessment=found, because="A figure was wrong.")
    return partial(actions.agree_assessment, by=by, assessment=found)


@scenario("improvement")
def reopen_assessment(stage: Stage) -> Call:
    found = assessment(stage, "agreed")
    return partial(
        actions.reopen_assessment, by=stage.cast("priya"), assessment=found, because="A slip."
    )


@scenario("improvement")
def withdraw_assessment(stage: Stage) -> Call:
    found = assessment(stage)
    return partial(
        actions.withdraw_assessment, by=stage.cast("priya"), assessment=found, because="No time."
    )


@scenario("improvement")
def release_assessment(stage: Stage) -> Call:
    found = assessment(stage, "agreed")
    return partial(actions.release_assessment, by=stage.cast("priya"), assessment=found)


@scenario("improvement")
def take_release_back(stage: Stage) -> Call:
    found = assessment(stage, "released")
    return partial(actions.take_release_back, by=stage.cast("priya"), assessment=found)


@scenario("improvement")
def add_assessment_member(stage: Stage) -> Call:
    found, by = assessment(stage), stage.cast("priya")
    return partial(
        actions.add_assessment_member, by=by, assessment=found, person=by.person, part="lead"
    )


@scenario("improvement")
def take_out_assessment_member(stage: Stage) -> Call:
    by = stage.cast("priya")
    found = assessment(stage)
    rows = found.members.model._base_manager
    other = rows.create(assessment=found, person=stage.newcomer, part="lead", since=found.begun_on)
    return partial(actions.take_out_assessment_member, by=by, assessment=found, member=other)


@scenario("improvement")
def invite_people(stage: Stage) -> Call:
    found, jim = assessment(stage, "scoring"), stage.cast("jim")
    by = stage.cast("priya")
    return partial(actions.invite_people, by=by, assessment=found, people=[jim.person])


@scenario("improvement")
def invite_guest(stage: Stage) -> Call:
    guest = {"name": "Ada Dow", "email": "ada@example.org", "view": "user"}
    found = assessment(stage, "scoring")
    return partial(actions.invite_guest, by=stage.cast("priya"), assessment=found, **guest)


@scenario("improvement")
def withdraw_invitation(stage: Stage) -> Call:
    row = respondent(stage)
    return partial(
        actions.withdraw_invitation, by=stage.cast("priya"), assessment=row.assessment,
        respondent=row,
    )  # fmt: skip


@scenario("improvement")
def decline_invitation(stage: Stage) -> Call:
    return partial(actions.decline_invitation, by=stage.cast("jim"), respondent=respondent(stage))


@scenario("improvement")
def remind_respondents(stage: Stage) -> Call:
    row = respondent(stage)
    Respondent._base_manager.update(invited_on="2011-09-12")
    by = stage.cast("priya")
    return partial(actions.remind_respondents, by=by, assessment=row.assessment)


@scenario("improvement")
def save_answers(stage: Stage) -> Call:
    row = respondent(stage)
    said = {row.assessment.framework.criteria.first().pk: Said(3)}
    return partial(actions.save_answers, by=stage.cast("jim"), respondent=row, answers=said)


@scenario("improvement")
def submit_answers(stage: Stage) -> Call:
    return partial(actions.submit_answers, by=stage.cast("jim"), respondent=scored(stage))


@scenario("improvement")
def take_answers_back(stage: Stage) -> Call:
    by = stage.cast("jim")
    row = actions.submit_answers(by=by, respondent=scored(stage))
    return partial(actions.take_answers_back, by=by, respondent=row)


@scenario("improvement")
def add_evidence(stage: Stage) -> Call:
    found = assessment(stage)
    by = stage.cast("priya")
    return partial(actions.add_evidence, by=by, assessment=found, **_shows(found))


@scenario("improvement")
def edit_evidence(stage: Stage) -> Call:
    row = evidence(stage)
    criteria = list(row.assessment.framework.criteria.all())
    return partial(
        actions.edit_evidence, by=stage.cast("priya"), assessment=row.assessment, evidence=row,
        criteria=criteria,
    )  # fmt: skip


@scenario("improvement")
def withdraw_evidence(stage: Stage) -> Call:
    row = evidence(stage)
    by = stage.cast("priya")
    return partial(actions.withdraw_evidence, by=by, assessment=row.assessment, evidence=row)


@scenario("improvement")
def restore_evidence(stage: Stage) -> Call:
    row = evidence(stage)
    by = stage.cast("priya")
    row = actions.withdraw_evidence(by=by, assessment=row.assessment, evidence=row)
    return partial(actions.restore_evidence, by=by, assessment=row.assessment, evidence=row)


@scenario("improvement")
def bring_record(stage: Stage) -> Call:
    found = assessment(stage, "agreeing")
    said = [Filled("1-1", {"level": "Good"})]
    return partial(
        actions.bring_record, by=stage.cast("priya"), assessment=found, name="a.docx", said=said
    )


@scenario("improvement")
def put_in_record(stage: Stage) -> Call:
    record = bring_record(stage)()
    return partial(
        actions.put_in_record, by=stage.cast("priya"), assessment=record.assessment,
        record=record, seen=seen_of(record, None),
    )  # fmt: skip


@scenario("improvement")
def bring_answers(stage: Stage) -> Call:
    said = [Filled("1-1", {"level": "Good"})]
    row = respondent(stage)
    return partial(
        actions.bring_answers, by=stage.cast("jim"), respondent=row, name="a.docx", said=said
    )


@scenario("improvement", through=("improvement.save_answers",))
def put_in_answers(stage: Stage) -> Call:
    record = bring_answers(stage)()
    return partial(
        actions.put_in_answers, by=stage.cast("jim"), respondent=record.respondent,
        record=record, seen=seen_of(record, None),
    )  # fmt: skip
