"""What improvement plans hold about people, in plain words; ``privacy`` reads it."""

from culturefirst.improvement.models import (
    DueMove,
    Plan,
    PlanAction,
    PlanMember,
    ReviewNote,
    Saving,
)
from culturefirst.kit.holdings import HOLDINGS, Holding

KEPT = "While the plan is kept; without your name once you are erased."

for each in (
    Holding(
        "Improvement plans that you drafted",
        "So that your organisation knows who to ask.",
        KEPT,
        Plan,
    ),
    Holding(
        "Improvement plans on which you work",
        "So that you can read and change them.",
        "While you work on the plan; until you are erased.",
        PlanMember,
    ),
    Holding(
        "Actions of improvement plans that are yours to do",
        "So that your organisation knows who does what by when.",
        "While the plan is kept. Once you are erased, your organisation is to name another.",
        PlanAction,
    ),
    Holding(
        "Notes that you wrote at reviews of plans",
        "So that what was said of a plan can be read later.",
        KEPT,
        ReviewNote,
    ),
    Holding(
        "Due dates of actions that you moved",
        "So that whoever reviews the plan knows why.",
        KEPT,
        DueMove,
    ),
    Holding(
        "Savings that you noted",
        "So that what a plan saved can be counted and looked into.",
        KEPT,
        Saving,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)
