"""What was agreed is reopened, withdrawn, released to all members, or its release taken back."""

from typing import Any

from culturefirst.improvement.actions.rescoring import keep_change
from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import lead_assessment
from culturefirst.improvement.rules_stages import require_stage
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line

Stage = Assessment.Stage


@action("reopened a self-assessment", allow=lead_assessment, on="assessment")
def reopen_assessment(
    *, by: Any, assessment: Assessment, because: str, seen: int | None = None
) -> Assessment:
    """Agree it anew; what was agreed of each criterion stays until somebody changes it."""
    require_stage(assessment, Stage.AGREED, "It is not agreed, so there is nothing to reopen.")
    if assessment.released_on is not None:
        raise DomainError(
            "Every member has been told of it, so it stays as it is. Begin another that follows it."
        )
    changes = {
        "stage": Stage.AGREEING,
        "agreed_on": None,
        "reopened_on": clock.today(),
        "reopened_because": _reason(because),
    }
    reopened = save_changes(assessment, changes, seen=seen)
    keep_change(reopened)
    return reopened


@action("withdrew a self-assessment", allow=lead_assessment, on="assessment")
def withdraw_assessment(
    *, by: Any, assessment: Assessment, because: str, seen: int | None = None
) -> Assessment:
    """End it for good; only those who worked on it still read it."""
    if assessment.stage == Stage.WITHDRAWN:
        raise DomainError("It was withdrawn already.")
    if assessment.released_on is not None:
        raise DomainError("Every member has been told of it, so it cannot be withdrawn.")
    changes = {
        "stage": Stage.WITHDRAWN,
        "agreed_on": None,
        "withdrawn_on": clock.today(),
        "withdrawn_because": _reason(because),
    }
    withdrawn = save_changes(assessment, changes, seen=seen)
    keep_change(withdrawn)
    return withdrawn


@action("released a self-assessment to all members", allow=lead_assessment, on="assessment")
def release_assessment(*, by: Any, assessment: Assessment) -> Assessment:
    """Let every member read what was agreed; strangers read figures without names."""
    require_stage(assessment, Stage.AGREED, "Only what is agreed can be released. Agree it first.")
    if assessment.released_on is not None:
        raise DomainError("It was released already.")
    return save_changes(assessment, {"released_on": clock.today()})


@action("took the release of a self-assessment back", allow=lead_assessment, on="assessment")
def take_release_back(*, by: Any, assessment: Assessment) -> Assessment:
    """Undo a release on its own day: a slip is mended, and what others go by stands."""
    if assessment.released_on is None:
        raise DomainError("It is not released.")
    if assessment.released_on != clock.today():
        raise DomainError(
            "It was released on an earlier day. Others may have read it and go by it, so it stays."
        )
    return save_changes(assessment, {"released_on": None})


def _reason(because: str) -> str:
    said = one_line(because)
    if not said:
        raise DomainError("Say why in a sentence, for those who work on it.")
    return said
