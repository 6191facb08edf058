"""What self-assessments hold about people, in plain words; ``privacy`` reads it."""

from culturefirst.improvement.models import (
    Answer,
    Assessment,
    AssessmentMember,
    BroughtRecord,
    Evidence,
    Respondent,
)
from culturefirst.improvement.retention import delete_evidence
from culturefirst.kit.holdings import HOLDINGS, PAPERS, Holding, PutUp

KEPT = "While the self-assessment is kept; without your name once you are erased."

for each in (
    Holding(
        "Self-assessments that you began",
        "So that your organisation knows who to ask.",
        KEPT,
        Assessment,
    ),
    Holding(
        "Self-assessments on which you work",
        "So that you can read and change them.",
        "While you work on it; until you are erased.",
        AssessmentMember,
    ),
    Holding(
        "Self-assessments that you were asked to score",
        "So that you can answer, and are not asked twice.",
        "While the self-assessment is kept; until you are erased.",
        Respondent,
    ),
    Holding(
        "How you scored on your own, and your notes",
        "So that views can be put beside each other. Nobody else reads what you yourself said.",
        "While the self-assessment is kept; until you are erased.",
        Answer,
    ),
    Holding(
        "Evidence that you added",
        "So that your organisation knows where it comes from.",
        "While the self-assessment is kept; without your name once you are erased.",
        Evidence,
    ),
    Holding(
        "Word records that you brought back and have not put in",
        "So that you can look at what they would change.",
        "For a day, or until you bring the next.",
        BroughtRecord,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)

PAPERS.add("improvement.evidence", PutUp(Evidence, delete_evidence))
