"""What the body agrees of each criterion: a level or that it does not apply, with a reason."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.models import Assessment, Criterion, Judgement
from culturefirst.improvement.policy import work_on_assessment
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

WRITTEN = ("why", "strengths", "areas")


@action("wrote down what was agreed of a criterion", allow=work_on_assessment, on="assessment")
def save_judgement(
    *,
    by: Any,
    assessment: Assessment,
    criterion: Criterion,
    changes: Mapping[str, Any],
    seen: int | None = None,
) -> Judgement:
    """Set ``value``, ``applies``, ``why``, ``strengths``, ``areas``, and whether it is ``agreed``.

    ``seen`` is the version that was shown, 0 where nothing was written yet: when somebody wrote
    since, nothing is saved and both texts are kept apart.
    """
    require_agreeing(assessment)
    row = judgement_of(assessment, criterion)
    given = {name: changes[name] for name in ("value", "applies") if name in changes}
    given |= {name: str(changes[name]).strip() for name in WRITTEN if name in changes}
    return save_changes(row, checked(row, given, changes.get("agreed")), seen=seen)


def require_agreeing(assessment: Assessment) -> None:
    if assessment.stage == Assessment.Stage.AGREEING:
        return
    if assessment.stage == Assessment.Stage.AGREED:
        raise DomainError("It is agreed. Reopen it before you change what was agreed.")
    raise DomainError("Its scores are not being agreed now: end the scoring first.")


def judgement_of(assessment: Assessment, criterion: Criterion) -> Judgement:
    """What is written of a criterion, or a row of version 0 that is not stored."""
    rows = Judgement._base_manager.filter(assessment=assessment, criterion=criterion)
    found = rows.first()
    if found is None:
        return Judgement(assessment=assessment, criterion=criterion, version=0)
    found.assessment, found.criterion = assessment, criterion
    return found


def checked(row: Judgement, given: dict[str, Any], agreed: bool | None) -> dict[str, Any]:
    """The changes with what follows from them; raises where they cannot be agreed so."""
    after = {name: getattr(row, name) for name in ("value", "applies", *WRITTEN)} | given
    if not after["applies"] and "value" not in given:
        given["value"] = after["value"] = None
    levels = {int(each["value"]) for each in row.assessment.framework.levels}
    if after["value"] is not None and (after["value"] not in levels or not after["applies"]):
        raise ValidationError({"level": "Choose one of the levels, or “does not apply”."})
    stands = row.agreed_on is not None if agreed is None else agreed
    if stands and after["applies"] and after["value"] is None:
        raise ValidationError({"level": "To agree it, choose a level or “does not apply”."})
    if stands and not after["why"]:
        raise ValidationError({"why": "To agree it, say why in a sentence."})
    given["agreed_on"] = (row.agreed_on or clock.today()) if stands else None
    return given
