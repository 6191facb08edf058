"""Actions of plans done and overdue, and what they saved.

Everything counts, and no figure names a body or a plan: anybody may look at figures. What a body
does and saves is its own, so that a part of few bodies is not told (``bodies``).
"""

from typing import Any

from django.db.models import FloatField, Q, Sum

from culturefirst.improvement.measures.plan_common import BODY, OF_FEW, of_action
from culturefirst.improvement.models import PlanAction, Saving
from culturefirst.measures.core import Measure, Shown, Window
from culturefirst.measures.register import measure


def _actions() -> Any:
    return PlanAction._base_manager.filter(plan__adopted_on__isnull=False)


class Overdue(Measure):
    """Actions whose day is over: they count from the day after it."""

    def _in(self, window: Window) -> Q:
        late = Q(due__lt=window.ends, plan__adopted_on__lte=window.ends)
        return late & (Q(ended_on__isnull=True) | Q(ended_on__gt=window.ends))


measure(
    Measure(
        key="improvement.actions_done",
        title="Actions of improvement plans done",
        definition=(
            "Actions of adopted improvement plans that were done on a day within the window; "
            "dropped ones do not count." + OF_FEW
        ),
        unit="actions",
        records=lambda: _actions().filter(state=PlanAction.State.DONE),
        dated="ended_on",
        bodies=f"plan__{BODY}",
        show=lambda row: Shown(label="An action of an improvement plan", on=row.ended_on),
        words=("improvement actions done", "actions completed", "actions of improvement plans"),
        dimensions=of_action(),
    )
)

measure(
    Overdue(
        key="improvement.actions_overdue",
        title="Actions of improvement plans overdue",
        definition=(
            "Actions of adopted improvement plans that were due before the window’s last day and "
            "were neither done nor dropped by it. Of an action whose day was moved, the day that "
            "is set now is taken." + OF_FEW
        ),
        unit="actions",
        records=_actions,
        dated="due",
        until="ended_on",
        bodies=f"plan__{BODY}",
        show=lambda row: Shown(label="An action that is overdue", on=row.due),
        words=("overdue improvement actions", "actions overdue", "late actions"),
        dimensions=of_action(),
    )
)

measure(
    Measure(
        key="improvement.savings",
        title="Savings made",
        definition=(
            "Pounds that organisations noted as saved by actions of their improvement plans, on a "
            "day within the window, each with how it is known. What was withdrawn does not count, "
            "and what is only expected never does." + OF_FEW
        ),
        unit="pounds",
        records=lambda: Saving._base_manager.filter(withdrawn_on__isnull=True),
        dated="on",
        numerator=Sum("amount", output_field=FloatField()),
        bodies=f"action__plan__{BODY}",
        show=lambda row: Shown(label="A saving that an organisation noted", on=row.on),
        words=("savings made", "savings", "cashable savings", "efficiency savings"),
        dimensions=of_action("action__"),
    )
)
