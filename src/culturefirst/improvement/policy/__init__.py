"""Who may do what in improvement, a file for each noun."""

from culturefirst.improvement.policy.assessments import (
    answer_alone,
    begin_assessment,
    keep_frameworks,
    lead_assessment,
    see_assessments,
    work_on_assessment,
)

__all__ = [
    "answer_alone",
    "begin_assessment",
    "keep_frameworks",
    "lead_assessment",
    "see_assessments",
    "work_on_assessment",
]
