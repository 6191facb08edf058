"""Who else may read a plan: the network's team where it is let, every member once released."""

from typing import Any

from culturefirst.improvement.actions.plans import refuse_draft
from culturefirst.improvement.models import Plan
from culturefirst.improvement.policy import lead_plan
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError


@action("let the network's team read a plan, or no more", allow=lead_plan, on="plan")
def let_team_read(*, by: Any, plan: Plan, reads: bool) -> Plan:
    """The network's own team reads nothing of a plan unless the body lets it."""
    return save_changes(plan, {"team_reads": reads})


@action("released a plan to the members", allow=lead_plan, on="plan")
def release_plan(*, by: Any, plan: Plan) -> Plan:
    """Show all of it but its notes to every member."""
    refuse_draft(plan)
    if plan.released_on is not None:
        raise DomainError("It was released already.")
    return save_changes(plan, {"released_on": clock.today()})


@action("took the release of a plan back", allow=lead_plan, on="plan")
def take_back_plan_release(*, by: Any, plan: Plan) -> Plan:
    """Undo a release on its own day: a slip is mended, and what others go by stands."""
    if plan.released_on is None:
        raise DomainError("It is not released.")
    if plan.released_on != clock.today():
        raise DomainError(
            "It was released on an earlier day. Others may have read it and go by it, so it stays."
        )
    return save_changes(plan, {"released_on": None})
