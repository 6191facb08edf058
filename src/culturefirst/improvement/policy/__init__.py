"""Who may do what in improvement, a file for each noun."""

from culturefirst.improvement.policy.assessments import (
    answer_alone,
    begin_assessment,
    keep_frameworks,
    lead_assessment,
    see_assessments,
    work_on_assessment,
)
from culturefirst.improvement.policy.figures import (
    ask_about_figures,
    fill_returns,
    keep_collections,
    name_senders,
    see_figures,
    send_returns,
)
from culturefirst.improvement.policy.plans import (
    do_action,
    draft_plans,
    keep_plan,
    keep_strands,
    lead_plan,
    see_plans,
)

__all__ = [
    "answer_alone",
    "ask_about_figures",
    "begin_assessment",
    "do_action",
    "draft_plans",
    "fill_returns",
    "keep_collections",
    "keep_frameworks",
    "keep_plan",
    "keep_strands",
    "lead_assessment",
    "lead_plan",
    "name_senders",
    "see_assessments",
    "see_figures",
    "see_plans",
    "send_returns",
    "work_on_assessment",
]
