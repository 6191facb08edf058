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
from culturefirst.improvement.models.brought import (
    BroughtRecord,
)
from culturefirst.improvement.models.drafts import (
    Drafts,
    FrameworkDraft,
)
from culturefirst.improvement.models.evidence import (
    Evidence,
)
from culturefirst.improvement.models.figures import (
    Collection,
    IndicatorSet,
    Traits,
)
from culturefirst.improvement.models.frameworks import (
    Criterion,
    Framework,
    FrameworkVersion,
    Theme,
)
from culturefirst.improvement.models.plan_actions import (
    DueMove,
    PlanAction,
    Saving,
    told_to_members,
)
from culturefirst.improvement.models.plans import (
    OfPlan,
    Plan,
    PlanMember,
    Plans,
    ReviewNote,
)
from culturefirst.improvement.models.rescoring import (
    Rescoring,
)
from culturefirst.improvement.models.respondents import (
    Answer,
    Respondent,
)
from culturefirst.improvement.models.returns import (
    REASON,
    FigureQuery,
    Return,
)
from culturefirst.improvement.models.strands import (
    Strand,
)

__all__ = [
    "REASON",
    "Answer",
    "Assessment",
    "AssessmentMember",
    "Assessments",
    "BroughtRecord",
    "Collection",
    "Criterion",
    "Drafts",
    "DueMove",
    "Evidence",
    "FigureQuery",
    "Framework",
    "FrameworkDraft",
    "FrameworkVersion",
    "IndicatorSet",
    "Judgement",
    "OfAssessment",
    "OfPlan",
    "Plan",
    "PlanAction",
    "PlanMember",
    "Plans",
    "Rescoring",
    "Respondent",
    "Return",
    "ReviewNote",
    "Saving",
    "Strand",
    "Theme",
    "Traits",
    "bodies_of",
    "led_by",
    "told_to_members",
]
