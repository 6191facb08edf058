"""What a plan consists of is added, changed and ordered."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from culturefirst.collaboration.queries.listings import works_at
from culturefirst.improvement.actions.plans import actions_of, refuse_closed
from culturefirst.improvement.models import DueMove, Plan, PlanAction
from culturefirst.improvement.policy import keep_plan
from culturefirst.kit import clock
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
