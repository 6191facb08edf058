"""What counts an action is chosen, chosen anew, and taken away; no figure is ever typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.plans import refuse_closed
from culturefirst.improvement.models import PlanAction, Yardstick
from culturefirst.improvement.policy import keep_plan
from culturefirst.improvement.queries.own_figures import own_figures
from culturefirst.improvement.queries.yardsticks import narrows
from culturefirst.improvement.rules_yardsticks import wrong_way
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.measures.register import MEASURES

FURTHEST = 10**12
NOTHING: dict[str, Any] = {
    "measure": "", "filters": {}, "since": None, "indicator": "", "year": None,
}  # fmt: skip


@action("chose what counts an action of a plan", allow=keep_plan, on="entry")
def count_by_measure(
    *,
    by: Any,
    entry: PlanAction,
    measure: str,
    goal: float,
    filters: Mapping[str, Any] | None = None,
    since: date | None = None,
    seen: int | None = None,
) -> Yardstick:
    """Read how far it is from a measure of the house, from a day on (today where none is given)."""
    refuse_closed(entry.plan)
    said = dict(filters or {})
    _refuse_measure(entry, measure, said)
    if goal <= 0 or goal > FURTHEST:
        raise ValidationError({"goal": "Give the number that is wanted: more than nought."})
    day = since or clock.today()
    if entry.due is not None and day > entry.due:
        raise ValidationError({"since": "The action is due before that day. Give an earlier one."})
    return _keep(
        entry, NOTHING | {"measure": measure, "filters": said, "since": day, "goal": goal}, seen
    )


@action("put an action of a plan beside a yearly figure", allow=keep_plan, on="entry")
def count_by_figure(
    *, by: Any, entry: PlanAction, indicator: str, year: int, goal: float, seen: int | None = None
) -> Yardstick:
    """Read how far it is from a yearly figure of the body's own, beside what it was in a year."""
    refuse_closed(entry.plan)
    body = entry.plan.organisation_id
    own = own_figures([body], by, clock.today())[body]
    base = own.value(indicator, year)
    if base is None:
        says = "You sent no such figure of that year. Choose another year, or another figure."
        raise ValidationError({"year": says})
    if abs(goal) > FURTHEST:
        raise ValidationError({"goal": "That is more than can be right."})
    if fault := wrong_way(base, goal, own.better(indicator)):
        raise ValidationError({"goal": fault})
    return _keep(entry, NOTHING | {"indicator": indicator, "year": year, "goal": goal}, seen)


@action("took away what counts an action of a plan", allow=keep_plan, on="entry")
def count_no_more(*, by: Any, entry: PlanAction) -> PlanAction:
    """Let people say how far it is."""
    refuse_closed(entry.plan)
    if not Yardstick._base_manager.filter(action=entry).delete()[0]:
        raise DomainError("Nothing counts it, so there is nothing to take away.")
    return entry


def _keep(entry: PlanAction, said: Mapping[str, Any], seen: int | None) -> Yardstick:
    """Keep the choice; another's that was made since the page was opened is never overwritten."""
    found = Yardstick._base_manager.filter(action=entry).first()
    if found is not None:
        return save_changes(found, said, seen=seen)
    if seen:
        raise Conflict(NOTHING | {"goal": None}, said)
    made = Yardstick(action=entry, **said)
    made.full_clean()
    made.save()
    return made


def _refuse_measure(entry: PlanAction, key: str, filters: Mapping[str, Any]) -> None:
    measure = MEASURES.get(key)
    if measure is None:
        raise DomainError("There is no such measure. Choose one of the list.")
    offered = narrows(measure, entry.plan)
    for name, value in filters.items():
        if value not in [held for held, _ in offered.get(name, ())]:
            raise DomainError(f"{measure.title} cannot be narrowed so. Choose from the lists.")
