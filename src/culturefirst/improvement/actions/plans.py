"""Plans are drafted, changed, adopted, opened to others, reviewed and closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.models import (
    Assessment,
    AssessmentMember,
    Criterion,
    Plan,
    PlanAction,
    PlanMember,
    ReviewNote,
)
from culturefirst.improvement.policy import draft_plans, keep_plan, lead_plan
from culturefirst.improvement.rules_plans import lacks
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation, Person
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


@action("adopted an improvement plan", allow=lead_plan, on="plan")
def adopt_plan(*, by: Any, plan: Plan, adopted_by: str, on: date | None = None) -> Plan:
    """Make it what the body does; each action has an owner, a day and an outcome by then."""
    if not plan.is_draft:
        raise DomainError("It is not a draft: it was adopted or closed before.")
    today = clock.today()
    day = on or today
    if day > today:
        raise ValidationError({"on": "That day has not come yet. Give the day it was adopted."})
    actions = list(actions_of(plan))
    if all(each.state == PlanAction.State.DROPPED for each in actions):
        raise DomainError("A plan has one action or more. Add one first.")
    if found := lacks(actions):
        raise DomainError(f"{'; '.join(map(str, found))}. Say these first, then adopt it.")
    adopted = {
        "state": State.ADOPTED,
        "adopted_on": day,
        "adopted_by": one_line(adopted_by),
        "review_due": plan.review_due or months_after(day, plan.review_every),
    }
    return save_changes(plan, adopted)


@action("noted something at the review of a plan", allow=keep_plan, on="plan")
def note_review(
    *,
    by: Any,
    plan: Plan,
    words: str,
    about: PlanAction | None = None,
    reviewed: bool = False,
) -> ReviewNote:
    """Keep what was said of the plan or of one action; ``reviewed`` sets the next review's day."""
    refuse_closed(plan)
    if about is not None and about.plan_id != plan.pk:
        raise DomainError("That action is of another plan.")
    today = clock.today()
    note = ReviewNote(
        plan=plan, action=about, words=words.strip(), by=getattr(by, "person", None), on=today
    )
    note.full_clean()
    note.save()
    if reviewed:
        refuse_draft(plan)
        save_changes(plan, {"review_due": months_after(today, plan.review_every)})
    return note


@action("let the network's team read a plan, or no more", allow=lead_plan, on="plan")
def let_team_read(*, by: Any, plan: Plan, reads: bool) -> Plan:
    """The network's own team reads nothing of a plan unless the body lets it."""
    return save_changes(plan, {"team_reads": reads})


@action("released a plan to the members", allow=lead_plan, on="plan")
def release_plan(*, by: Any, plan: Plan) -> Plan:
    """Show all of it but its notes to every member; this goes one way."""
    refuse_draft(plan)
    if plan.released_on is not None:
        raise DomainError("It was released already.")
    return save_changes(plan, {"released_on": clock.today()})


@action("closed an improvement plan", allow=lead_plan, on="plan")
def close_plan(*, by: Any, plan: Plan, came_of: str, seen: int | None = None) -> Plan:
    """End it with what came of it; what is still to be done is done or dropped by then."""
    refuse_closed(plan)
    still = [each for each in actions_of(plan) if each.is_open and not plan.is_draft]
    if still:
        named = ", ".join(f"“{each}”" for each in still)
        raise DomainError(f"Still to be done: {named}. Say that each is done, or drop it, first.")
    closed = {"state": State.CLOSED, "closed_on": clock.today(), "came_of": came_of.strip()}
    return save_changes(plan, closed, seen=seen)


@action("opened a plan again", allow=lead_plan, on="plan")
def reopen_plan(*, by: Any, plan: Plan) -> Plan:
    """Go on with a plan that was closed: adopted where it had been, else as a draft."""
    if not plan.is_closed:
        raise DomainError("It is not closed.")
    state = State.DRAFT if plan.adopted_on is None else State.ADOPTED
    return save_changes(plan, {"state": state, "closed_on": None})


@action("let somebody keep a plan", allow=keep_plan, on="plan")
def add_plan_member(*, by: Any, plan: Plan, person: Person, part: str = "team") -> PlanMember:
    """Take somebody of the body into the team that keeps it; named again, their part changes."""
    if not works_at(person, plan.organisation, clock.today()):
        says = f"{person} holds no post at {plan.organisation} today. Choose somebody who does."
        raise ValidationError({"person": says})
    if part == PlanMember.Part.LEAD:
        lead_plan.require(by, plan)
    rows = PlanMember._base_manager
    member = rows.filter(plan=plan, person=person).first()
    if member is None:
        member = PlanMember(plan=plan, person=person, since=clock.today())
    elif member.part == PlanMember.Part.LEAD and part != member.part:
        _refuse_no_lead(plan, member)
    member.part = part
    member.full_clean()
    member.save()
    return member


@action("took somebody out of a plan's team", allow=keep_plan, on="plan")
def take_out_plan_member(*, by: Any, plan: Plan, member: PlanMember) -> Plan:
    """Somebody keeps it no more; one who leads it stays."""
    if member.plan_id != plan.pk:
        raise DomainError("They are not of this plan's team.")
    if member.part == PlanMember.Part.LEAD:
        lead_plan.require(by, plan)
        _refuse_no_lead(plan, member)
    member.delete()
    return save_changes(plan, {})


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


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    later: date = day + relativedelta(months=months)
    return later


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


def _refuse_no_lead(plan: Plan, member: PlanMember) -> None:
    leads = PlanMember._base_manager.filter(plan=plan, part=PlanMember.Part.LEAD)
    if not leads.exclude(pk=member.pk).exists():
        raise DomainError("Somebody has to lead it. Name another lead first.")
