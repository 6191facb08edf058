"""Frameworks, self-assessments, who answered, and what shows it."""

from culturefirst.improvement.models.assessments import (
    Assessment,
    AssessmentMember,
    Assessments,
    Judgement,
    OfAssessment,
    bodies_of,
    led_by,
)
from culturefirst.improvement.models.evidence import Evidence
from culturefirst.improvement.models.frameworks import Criterion, Framework, FrameworkVersion, Theme
from culturefirst.improvement.models.respondents import Answer, Respondent

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentMember",
    "Assessments",
    "Criterion",
    "Evidence",
    "Framework",
    "FrameworkVersion",
    "Judgement",
    "OfAssessment",
    "Respondent",
    "Theme",
    "bodies_of",
    "led_by",
]
