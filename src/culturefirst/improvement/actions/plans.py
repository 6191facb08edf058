"""Plans are drafted and changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.models import (
    Assessment,
    AssessmentMember,
    Criterion,
    Plan,
    PlanAction,
    PlanMember,
)
from culturefirst.improvement.policy import draft_plans, keep_plan
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation
from culturefirst.programme.models import Activity

State = Plan.State
SET_BY_KEEPERS = frozenset({"title", "summary", "review_every", "review_due", "serves"})
CLOSED = "This plan is closed. Open it again first."
NOT_YET = "Adopt the plan first: until then it is a draft."


@dataclass(frozen=True)
class Proposed:
    """An action as it is proposed from a gap; whoever keeps the plan says the rest."""

    title: str
    criterion: Criterion | None = None
    gap: str = ""
    priority: str = PlanAction.Priority.MEDIUM


@action("drafted an improvement plan", allow=draft_plans)
def draft_plan(
    *,
    by: Any,
    organisation: Organisation,
    title: str,
    assessment: Assessment | None = None,
    proposed: Iterable[Proposed] = (),
    summary: str = "",
    serves: Activity | None = None,
    review_every: int = 6,
) -> Plan:
    """Set a plan down, with actions as proposed from the gaps of an agreed assessment.

    Whoever drafts it leads it; those who worked on the assessment work on it, too.
    """
    draft_plans.require(by, organisation)
    if assessment is not None:
        _refuse_assessment(assessment, organisation)
    made = Plan(
        organisation=organisation,
        assessment=assessment,
        title=one_line(title),
        summary=summary.strip(),
        serves=serves or (assessment.serves if assessment is not None else None),
        review_every=review_every,
        drafted_by=getattr(by, "person", None),
        drafted_on=clock.today(),
    )
    made.full_clean()
    made.save()
    _let_in(made, assessment)
    for position, each in enumerate(proposed, start=1):
        _propose(made, each, position)
    return made


@action("changed an improvement plan", allow=keep_plan, on="plan")
def edit_plan(*, by: Any, plan: Plan, changes: Mapping[str, Any], seen: int | None = None) -> Plan:
    """Set what it says of itself."""
    refuse_closed(plan)
    given = {name: value for name, value in changes.items() if name in SET_BY_KEEPERS}
    if "title" in given:
        given["title"] = one_line(given["title"])
    return save_changes(plan, given, seen=seen)


def actions_of(plan: Plan) -> Any:
    """The actions of a plan, in their order."""
    return PlanAction._base_manager.filter(plan=plan).select_related("owner")


def refuse_closed(plan: Plan) -> None:
    if plan.is_closed:
        raise DomainError(CLOSED)


def refuse_draft(plan: Plan) -> None:
    refuse_closed(plan)
    if plan.is_draft:
        raise DomainError(NOT_YET)


def _refuse_assessment(assessment: Assessment, organisation: Organisation) -> None:
    if assessment.organisation_id != organisation.pk:
        raise DomainError("That assessment is another organisation's. Choose one of its own.")
    if assessment.agreed_on is None:
        raise DomainError("That assessment is not agreed yet. Agree its scores, then plan.")


def _let_in(plan: Plan, assessment: Assessment | None) -> None:
    """Whoever drafts it leads it, with whoever works on the assessment beside them."""
    members: dict[int, str] = {}
    if assessment is not None:
        rows = AssessmentMember._base_manager.filter(assessment=assessment)
        for person in rows.values_list("person", flat=True):
            members[person] = PlanMember.Part.TEAM
    if plan.drafted_by_id is not None:
        members[plan.drafted_by_id] = PlanMember.Part.LEAD
    since = plan.drafted_on
    PlanMember._base_manager.bulk_create(
        PlanMember(plan=plan, person_id=person, part=part, since=since)
        for person, part in members.items()
    )


def _propose(plan: Plan, each: Proposed, position: int) -> None:
    made = PlanAction(
        plan=plan,
        position=position,
        criterion=each.criterion,
        gap=each.gap.strip(),
        title=one_line(each.title)[:200],
        priority=each.priority,
        added_on=plan.drafted_on,
    )
    made.full_clean()
    made.save()
