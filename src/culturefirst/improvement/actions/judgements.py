"""What the body agrees of each criterion: a level or that it does not apply, with a reason."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.models import Assessment, Assessments, Criterion, Judgement
from culturefirst.improvement.policy import work_on_assessment
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed

WRITTEN = ("why", "strengths", "areas")


@action("wrote down what was agreed of a criterion", allow=work_on_assessment)
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
    since, nothing is saved and both texts are kept apart. The assessment's lock puts those who
    write in turn; with it is read at once whether this person works on it.
    """
    assessment = _locked(by, assessment)
    require_agreeing(assessment)
    row = judgement_of(assessment, criterion)
    given = {name: changes[name] for name in ("value", "applies") if name in changes}
    given |= {name: str(changes[name]).strip() for name in WRITTEN if name in changes}
    return _saved(row, checked(row, given, changes.get("agreed")), seen)


def _locked(by: Any, assessment: Assessment) -> Assessment:
    """``kit.locks.locked`` for an assessment, with its framework; raises for whoever may not."""
    rows = Assessment._base_manager.select_for_update(of=("self",))
    rows = rows.select_related("organisation", "framework").defer("framework__text")
    if not getattr(by, "is_system", False):
        rows = rows.filter(Assessments.worked_on_by(by))
    found: Assessment | None = rows.filter(pk=assessment.pk).first()
    if found is None:
        raise NotAllowed(f"You may not do this: it may be done by {work_on_assessment.says}.")
    return found


def _saved(row: Judgement, changes: Mapping[str, Any], seen: int | None) -> Judgement:
    """``kit.act.save_changes`` without asking the database what ``checked`` has made sure of."""
    if seen is not None and row.version != seen:
        raise Conflict({name: getattr(row, name) for name in changes}, changes)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.clean_fields(exclude=("assessment", "criterion", "carried_from"))
    row.save()
    return row


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
