"""What may be done of a self-assessment at its stage."""

from culturefirst.improvement.models import Assessment
from culturefirst.kit.errors import DomainError


def require_stage(assessment: Assessment, stage: str, else_says: str) -> None:
    """Raise what ``else_says`` where it is at another stage."""
    if assessment.stage != stage:
        raise DomainError(else_says)
