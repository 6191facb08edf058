"""What a plan consists of is added, changed, ordered, begun, done, dropped and undone."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.actions.plans import actions_of, refuse_closed, refuse_draft
from culturefirst.improvement.models import DueMove, Plan, PlanAction
from culturefirst.improvement.policy import do_action, keep_plan
from culturefirst.kit import clock, links
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line

State = PlanAction.State
SET_BY_KEEPERS = frozenset(
    {
        "title", "gap", "outcome", "success", "owner", "owner_name", "starts", "due", "cost",
        "saving", "priority", "risk", "mitigation", "strand", "shared",
    }
)  # fmt: skip
NEEDED = ("due", "outcome")  # of an action of a plan that is adopted
WHY_MOVED = "The plan is adopted: say why the day moves, for those who review it."
HELPS = "helps an action of a plan"
MOST_LINKS = 30


@action("added an action to a plan", allow=keep_plan, on="plan")
def add_action(
    *, by: Any, plan: Plan, title: str, criterion: Any = None, **said: Any
) -> PlanAction:
    """Set down something to do; of an adopted plan it has an owner, a day and an outcome."""
    refuse_closed(plan)
    unknown = set(said) - SET_BY_KEEPERS
    if unknown:
        raise TypeError(f"An action has no {', '.join(sorted(unknown))}.")
    last = actions_of(plan).aggregate(n=models.Max("position"))["n"] or 0
    made = PlanAction(
        plan=plan,
        title=one_line(title),
        criterion=criterion,
        position=last + 1,
        added_on=clock.today(),
        **_tidy(said),
    )
    _refuse(made)
    made.full_clean()
    made.save()
    return made


@action("changed an action of a plan", allow=keep_plan, on="entry")
def edit_action(
    *,
    by: Any,
    entry: PlanAction,
    changes: Mapping[str, Any],
    seen: int | None = None,
    why_moved: str = "",
) -> PlanAction:
    """Set what it says; the day of an adopted plan's action moves with a reason only."""
    refuse_closed(entry.plan)
    given = _tidy({name: value for name, value in changes.items() if name in SET_BY_KEEPERS})
    if "title" in given:
        given["title"] = one_line(given["title"])
    was = entry.due
    moved = "due" in given and given["due"] != was and not entry.plan.is_draft
    if moved and not why_moved.strip():
        raise ValidationError({"why_moved": WHY_MOVED})
    saved = save_changes(entry, given, seen=seen)
    _refuse(saved)
    if moved:
        _keep_move(saved, was, why_moved, by)
    return saved


@action("moved an action of a plan up or down", allow=keep_plan, on="plan")
def move_action(*, by: Any, plan: Plan, entry: PlanAction, up: bool) -> Plan:
    """Exchange places with the one before or after it; at the end nothing happens."""
    refuse_closed(plan)
    listed = list(actions_of(plan))
    at = next((n for n, each in enumerate(listed) if each.pk == entry.pk), None)
    if at is None:
        raise DomainError("That action is of another plan.")
    to = at - 1 if up else at + 1
    if 0 <= to < len(listed):
        listed[at], listed[to] = listed[to], listed[at]
        for position, each in enumerate(listed, start=1):
            each.position = position
        PlanAction._base_manager.bulk_update(listed, ["position"])
    return save_changes(plan, {})


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


@action("linked an action of a plan with what helps it", allow=do_action, on="entry")
def link_action(*, by: Any, entry: PlanAction, record: models.Model) -> PlanAction:
    """Lead on from an action to an event, a resource, an offer or need, an initiative."""
    refuse_closed(entry.plan)
    if links.from_(entry).count() >= MOST_LINKS:
        raise DomainError(f"An action leads to {MOST_LINKS} records at most.")
    links.link(by=by, source=entry, target=record, kind=HELPS)
    return entry


@action("unlinked an action of a plan", allow=do_action, on="entry")
def unlink_action(*, by: Any, entry: PlanAction, record: models.Model) -> PlanAction:
    """Take a link back that was made by hand; what grew out of it stays linked."""
    rows = links.from_(entry).filter(
        target_type=record._meta.label_lower, target_id=str(record.pk), kind=HELPS
    )
    if not rows.delete()[0]:
        raise DomainError("There is no such link to take back.")
    return entry


def _tidy(said: dict[str, Any]) -> dict[str, Any]:
    """Words without the space around them; an owner who is known here needs no name besides."""
    tidy = {
        name: said[name].strip() if isinstance(said[name], str) else said[name] for name in said
    }
    if tidy.get("owner") is not None:
        tidy["owner_name"] = ""
    elif tidy.get("owner_name"):
        tidy["owner"] = None
    return tidy


def _refuse(entry: PlanAction) -> None:
    """Whom it cannot be given to, what an adopted plan's action wants, which strand is over."""
    plan, faults = entry.plan, {}
    if (
        entry.owner is not None
        and entry.is_open
        and not works_at(entry.owner, plan.organisation, clock.today())
    ):
        says = (
            f"{entry.owner} holds no post at {plan.organisation} today. Choose somebody who does."
        )
        faults["owner"] = says
    if not plan.is_draft and entry.is_open:
        wanted = "The plan is adopted, so its actions need this."
        faults |= {name: wanted for name in NEEDED if not getattr(entry, name)}
        if not entry.who:
            faults["owner"] = wanted
    if faults:
        raise ValidationError(faults)


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


def _keep_move(entry: PlanAction, was: date | None, why: str, by: Any) -> None:
    move = DueMove(
        action=entry,
        was=was,
        became=entry.due,
        because=why.strip(),
        by=getattr(by, "person", None),
        on=clock.today(),
    )
    move.full_clean()
    move.save()
