"""How far an action of a plan is: begun, done, dropped, and each step undone."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.plans import refuse_closed, refuse_draft
from culturefirst.improvement.models import PlanAction
from culturefirst.improvement.policy import do_action, keep_plan
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

State = PlanAction.State


@action("began an action of a plan", allow=do_action, on="entry")
def begin_action(*, by: Any, entry: PlanAction, on: date | None = None) -> PlanAction:
    """Say that it is under way."""
    refuse_draft(entry.plan)
    if entry.state != State.PLANNED:
        raise DomainError("It was begun already.")
    return save_changes(entry, {"state": State.UNDER_WAY, "begun_on": _past(on)})


@action("did an action of a plan", allow=do_action, on="entry")
def finish_action(
    *, by: Any, entry: PlanAction, came_of: str = "", on: date | None = None
) -> PlanAction:
    """Say that it is done, with what came of it."""
    refuse_draft(entry.plan)
    _refuse_ended(entry)
    return save_changes(entry, _ended(entry, State.DONE, came_of, _past(on)))


@action("dropped an action of a plan", allow=keep_plan, on="entry")
def drop_action(*, by: Any, entry: PlanAction, because: str) -> PlanAction:
    """Say that it will not be done, and why."""
    refuse_closed(entry.plan)
    _refuse_ended(entry)
    if not because.strip():
        raise ValidationError({"because": "Say why it is dropped, for those who review the plan."})
    return save_changes(entry, _ended(entry, State.DROPPED, because, clock.today()))


@action("took an action of a plan up again", allow=do_action, on="entry")
def resume_action(*, by: Any, entry: PlanAction) -> PlanAction:
    """Undo the last step: from done or dropped to what it was before, from under way to planned."""
    refuse_closed(entry.plan)
    if entry.state == State.PLANNED:
        raise DomainError("It was not begun, so there is nothing to undo.")
    if entry.state == State.UNDER_WAY:
        return save_changes(entry, {"state": State.PLANNED, "begun_on": None})
    if entry.state == State.DROPPED:
        keep_plan.require(by, entry)
    state = State.PLANNED if entry.begun_on is None else State.UNDER_WAY
    return save_changes(entry, {"state": state, "ended_on": None, "ended_how": ""})


def _refuse_ended(entry: PlanAction) -> None:
    if not entry.is_open:
        raise DomainError(f"It is {entry.get_state_display().lower()} already.")


def _ended(entry: PlanAction, state: str, how: str, on: date) -> dict[str, Any]:
    if entry.begun_on is not None and on < entry.begun_on:
        raise ValidationError({"on": "It was begun after that day. Give a later one."})
    return {"state": state, "ended_on": on, "ended_how": how.strip()}


def _past(on: date | None) -> date:
    today = clock.today()
    if on is not None and on > today:
        raise ValidationError({"on": "That day has not come yet. Give the day it happened."})
    return on or today
