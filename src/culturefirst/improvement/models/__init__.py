"""Frameworks, self-assessments, who answered, and what shows it."""

from culturefirst.improvement.models.assessments import (
    Assessment,
    AssessmentMember,
    Assessments,
    OfAssessment,
)
from culturefirst.improvement.models.brought import (
    BroughtRecord,
)
from culturefirst.improvement.models.challenges import (
    Challenge,
    Challenges,
)
from culturefirst.improvement.models.drafts import (
    Drafts,
    FrameworkDraft,
)
from culturefirst.improvement.models.evidence import (
    Evidence,
)
from culturefirst.improvement.models.figure_groups import (
    ComparisonGroup,
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
from culturefirst.improvement.models.interests import (
    Interest,
)
from culturefirst.improvement.models.judgements import (
    Judgement,
)
from culturefirst.improvement.models.opening import (
    opened_to,
)
from culturefirst.improvement.models.peers import (
    ChallengePeer,
    OfChallenge,
)
from culturefirst.improvement.models.plan_actions import (
    PlanAction,
    told_to_members,
)
from culturefirst.improvement.models.plan_parts import (
    DueMove,
    Saving,
)
from culturefirst.improvement.models.plan_people import (
    PlanMember,
    ReviewNote,
)
from culturefirst.improvement.models.plans import (
    OfPlan,
    Plan,
    Plans,
)
from culturefirst.improvement.models.rescoring import (
    Rescoring,
    ThemeChange,
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
from culturefirst.improvement.models.rounds import (
    ChallengeRound,
    RoundEntry,
    pairs_rounds,
)
from culturefirst.improvement.models.strands import (
    Strand,
)
from culturefirst.improvement.models.travel import (
    TravelTime,
)
from culturefirst.improvement.models.visits import (
    ChallengeQuestion,
    DocumentAsked,
    Finding,
    PeerScore,
    VisitItem,
)
from culturefirst.improvement.models.whose import bodies_of, led_by
from culturefirst.improvement.models.yardsticks import (
    Yardstick,
)

__all__ = [
    "REASON",
    "Answer",
    "Assessment",
    "AssessmentMember",
    "Assessments",
    "BroughtRecord",
    "Challenge",
    "ChallengePeer",
    "ChallengeQuestion",
    "ChallengeRound",
    "Challenges",
    "Collection",
    "ComparisonGroup",
    "Criterion",
    "DocumentAsked",
    "Drafts",
    "DueMove",
    "Evidence",
    "FigureQuery",
    "Finding",
    "Framework",
    "FrameworkDraft",
    "FrameworkVersion",
    "IndicatorSet",
    "Interest",
    "Judgement",
    "OfAssessment",
    "OfChallenge",
    "OfPlan",
    "PeerScore",
    "Plan",
    "PlanAction",
    "PlanMember",
    "Plans",
    "Rescoring",
    "Respondent",
    "Return",
    "ReviewNote",
    "RoundEntry",
    "Saving",
    "Strand",
    "Theme",
    "ThemeChange",
    "Traits",
    "TravelTime",
    "VisitItem",
    "Yardstick",
    "bodies_of",
    "led_by",
    "opened_to",
    "pairs_rounds",
    "told_to_members",
]
