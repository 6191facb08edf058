"""Plans adopted, actions done and overdue, savings, and what re-scoring changed.

Everything counts, and no figure names a body or a plan: anybody may look at figures, and what a
body plans is its own.
"""

from typing import Any

from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)

from culturefirst.improvement.models import Plan, PlanAction, Rescoring, Saving, Strand
from culturefirst.measures.core import Dimension, Measure, Scope, Shown, Window
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import place_of_body

BODY = "organisation"


def _plans() -> Any:
    return Plan._base_manager.filter(adopted_on__isnull=False)


def _actions() -> Any:
    return PlanAction._base_manager.filter(plan__adopted_on__isnull=False)


def _strands() -> list[tuple[Any, str]]:
    return list(Strand.objects.values_list("pk", "name"))


def _has_action_under(strand: Any, window: Window) -> Q:
    """Plans with an action under the strand, each plan once."""
    rows = PlanAction._base_manager.filter(plan=OuterRef("pk"), strand=strand)
    return Q(Exists(rows))


def _of_plan() -> dict[str, Dimension]:
    return {
        "sub_region": place_of_body(f"{BODY}__sub_region", BODY),
        "activity": Dimension("serves", "Activity"),
        "strand": Dimension("actions__strand", "Strand", _strands, within=_has_action_under),
    }


def _of_action(path: str = "") -> dict[str, Dimension]:
    body = f"{path}plan__{BODY}"
    return {
        "sub_region": place_of_body(f"{body}__sub_region", body),
        "activity": Dimension(f"{path}plan__serves", "Activity"),
        "strand": Dimension(f"{path}strand", "Strand", _strands),
    }


class OverAsMany(Measure):
    """A sum over records, of as many records: what divides it is counted by the same question."""

    def base_rows(self, window: Window, scope: Scope) -> QuerySet[Any]:
        return self.rows(window, scope)


class Overdue(Measure):
    """Actions whose day is over: they count from the day after it."""

    def _in(self, window: Window) -> Q:
        late = Q(due__lt=window.ends, plan__adopted_on__lte=window.ends)
        return late & (Q(ended_on__isnull=True) | Q(ended_on__gt=window.ends))


measure(
    Measure(
        key="improvement.plans_adopted",
        title="Improvement plans adopted",
        definition=(
            "Improvement plans that organisations adopted on a day within the window, each action "
            "with an owner, a due date and an outcome; each plan once, also where it was closed "
            "since."
        ),
        unit="plans",
        records=_plans,
        dated="adopted_on",
        show=lambda row: Shown(label="An improvement plan", on=row.adopted_on),
        words=("improvement plans adopted", "improvement plans", "plans adopted"),
        dimensions=_of_plan(),
    )
)

measure(
    Measure(
        key="improvement.bodies_planning",
        title="Organisations with an improvement plan",
        definition=(
            "Organisations of which an improvement plan was adopted and not closed at the window’s "
            "end, each counted once."
        ),
        unit="organisations",
        records=_plans,
        dated="adopted_on",
        until="closed_on",
        numerator=Count(BODY, distinct=True),
        show=lambda row: Shown(label="An improvement plan", on=row.adopted_on),
        words=(
            "organisations with an improvement plan",
            "authorities with an improvement plan",
            "organisations planning improvement",
        ),
        dimensions=_of_plan(),
    )
)

measure(
    Measure(
        key="improvement.actions_done",
        title="Actions of improvement plans done",
        definition=(
            "Actions of adopted improvement plans that were done on a day within the window; "
            "dropped ones do not count."
        ),
        unit="actions",
        records=lambda: _actions().filter(state=PlanAction.State.DONE),
        dated="ended_on",
        show=lambda row: Shown(label="An action of an improvement plan", on=row.ended_on),
        words=("improvement actions done", "actions completed", "actions of improvement plans"),
        dimensions=_of_action(),
    )
)

measure(
    Overdue(
        key="improvement.actions_overdue",
        title="Actions of improvement plans overdue",
        definition=(
            "Actions of adopted improvement plans that were due before the window’s last day and "
            "were neither done nor dropped by it. Of an action whose day was moved, the day that "
            "is set now is taken."
        ),
        unit="actions",
        records=_actions,
        dated="due",
        until="ended_on",
        show=lambda row: Shown(label="An action that is overdue", on=row.due),
        words=("overdue improvement actions", "actions overdue", "late actions"),
        dimensions=_of_action(),
    )
)

measure(
    Measure(
        key="improvement.savings",
        title="Savings made",
        definition=(
            "Pounds that organisations noted as saved by actions of their improvement plans, on a "
            "day within the window, each with how it is known. What was withdrawn does not count, "
            "and what is only expected never does."
        ),
        unit="pounds",
        records=lambda: Saving._base_manager.filter(withdrawn_on__isnull=True),
        dated="on",
        numerator=Sum("amount", output_field=FloatField()),
        show=lambda row: Shown(label="A saving that an organisation noted", on=row.on),
        words=("savings made", "savings", "cashable savings", "efficiency savings"),
        dimensions=_of_action("action__"),
    )
)

measure(
    OverAsMany(
        key="improvement.score_change",
        title="Change of scores when assessed again",
        definition=(
            "Levels by which the scores of organisations rose (or fell) between two "
            "self-assessments, the later agreed on a day within the window: over what was scored "
            "both times, by the weights of the framework; summed over as many assessments as the "
            "second figure says. Divided by it, it is the average change."
        ),
        unit="levels",
        records=lambda: Rescoring._base_manager.select_related("assessment"),
        dated="assessment__agreed_on",
        numerator=Sum(
            ExpressionWrapper((F("after") - F("before")) / F("weight"), output_field=FloatField())
        ),
        show=lambda row: Shown(label="An organisation assessed again", on=row.assessment.agreed_on),
        words=("score change", "average score change", "improvement in scores"),
        dimensions={
            "sub_region": place_of_body(f"assessment__{BODY}__sub_region", f"assessment__{BODY}"),
            "activity": Dimension("assessment__serves", "Activity"),
        },
    )
)
