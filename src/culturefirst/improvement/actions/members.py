"""Who of the body works on a self-assessment."""

from typing import Any

from culturefirst.improvement.models import Assessment, AssessmentMember
from culturefirst.improvement.policy import lead_assessment
from culturefirst.improvement.queries.assessments import works_at
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Person

Part = AssessmentMember.Part


@action("took somebody into the team of a self-assessment", allow=lead_assessment, on="assessment")
def add_assessment_member(
    *, by: Any, assessment: Assessment, person: Person, part: str = Part.TEAM
) -> AssessmentMember:
    """Let somebody of the body work on it, or lead it; said again, it changes their part."""
    _require_open(assessment)
    if not works_at(person, assessment.organisation):
        body = assessment.organisation
        raise DomainError(f"{person} holds no post at {body} today. Choose somebody who does.")
    rows = AssessmentMember._base_manager
    member = rows.filter(assessment=assessment, person=person).first()
    if member is None:
        member = AssessmentMember(assessment=assessment, person=person, since=clock.today())
    elif member.part == Part.LEAD and part != Part.LEAD:
        _require_another_lead(assessment, member)
    member.part = part
    member.full_clean()
    member.save()
    return member


@action(
    "took somebody out of the team of a self-assessment", allow=lead_assessment, on="assessment"
)
def take_out_assessment_member(
    *, by: Any, assessment: Assessment, member: AssessmentMember
) -> Assessment:
    """Let somebody work on it no more."""
    row = AssessmentMember._base_manager.filter(assessment=assessment, pk=member.pk).first()
    if row is None:
        raise DomainError("They do not work on it any more. Open the page again.")
    if row.part == Part.LEAD:
        _require_another_lead(assessment, row)
    row.delete()
    return assessment


def _require_another_lead(assessment: Assessment, but: AssessmentMember) -> None:
    others = AssessmentMember._base_manager.filter(assessment=assessment, part=Part.LEAD)
    if not others.exclude(pk=but.pk).exists():
        raise DomainError("Somebody has to lead it. Let another lead it first.")


def _require_open(assessment: Assessment) -> None:
    if assessment.stage == Assessment.Stage.WITHDRAWN:
        raise DomainError("It was withdrawn, so nobody works on it any more.")
