"""Who may do what in improvement, a file for each noun."""

from culturefirst.improvement.policy.assessments import (
    answer_alone,
    begin_assessment,
    keep_frameworks,
    lead_assessment,
    see_assessments,
    work_on_assessment,
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
    "begin_assessment",
    "do_action",
    "draft_plans",
    "keep_frameworks",
    "keep_plan",
    "keep_strands",
    "lead_assessment",
    "lead_plan",
    "see_assessments",
    "see_plans",
    "work_on_assessment",
]
