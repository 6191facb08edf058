"""What becomes of a plan: adopted, reviewed, closed, and each of it undone."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.plans import State, refuse_closed, refuse_draft
from culturefirst.improvement.models import DueMove, Plan, PlanAction, ReviewNote, Saving
from culturefirst.improvement.policy import keep_plan, lead_plan
from culturefirst.improvement.rules_plans import lacks
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line


@action("adopted an improvement plan", allow=lead_plan, on="plan")
def adopt_plan(*, by: Any, plan: Plan, adopted_by: str, on: date | None = None) -> Plan:
    """Make it what the body does; each action has an owner, a day and an outcome by then."""
    if not plan.is_draft:
        raise DomainError("It is not a draft: it was adopted or closed before.")
    today = clock.today()
    day = on or today
    if day > today:
        raise ValidationError({"on": "That day has not come yet. Give the day it was adopted."})
    actions = _held_still(plan)
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


@action("took the adoption of a plan back", allow=lead_plan, on="plan")
def take_back_adoption(*, by: Any, plan: Plan) -> Plan:
    """Undo an adoption of which nothing has come yet: it is a draft again."""
    refuse_draft(plan)
    if plan.released_on is not None:
        raise DomainError("It is released, so others go by it: it stays adopted.")
    begun = {PlanAction.State.UNDER_WAY, PlanAction.State.DONE}
    kept = any(
        model._base_manager.filter(action__plan=plan).exists() for model in (Saving, DueMove)
    )
    if kept or any(each.state in begun for each in _held_still(plan)):
        raise DomainError(
            "An action of it was begun, or its day moved: what was adopted is being done. "
            "Close the plan instead."
        )
    return save_changes(plan, {"state": State.DRAFT, "adopted_on": None, "adopted_by": ""})


@action("closed an improvement plan", allow=lead_plan, on="plan")
def close_plan(*, by: Any, plan: Plan, came_of: str, seen: int | None = None) -> Plan:
    """End it with what came of it; what is still to be done is done or dropped by then."""
    refuse_closed(plan)
    still = [each for each in _held_still(plan) if each.is_open and not plan.is_draft]
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


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    later: date = day + relativedelta(months=months)
    return later


def _held_still(plan: Plan) -> list[PlanAction]:
    """The actions of a plan in their order, none of which changes until this is done.

    A plan is locked before its actions, and an action's own steps lock the action alone: so nobody
    waits for each other in a ring.
    """
    rows = PlanAction._base_manager.select_for_update(of=("self",)).filter(plan=plan)
    return list(rows.select_related("owner"))
