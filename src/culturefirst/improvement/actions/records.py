"""Word records come back: what they say waits to be looked at, then is put in whole or not."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.answers import Said as Answered
from culturefirst.improvement.actions.answers import save_answers
from culturefirst.improvement.actions.judgements import checked, judgement_of, require_agreeing
from culturefirst.improvement.models import Assessment, BroughtRecord, Respondent
from culturefirst.improvement.policy import answer_alone, work_on_assessment
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.queries.papers import answered, judged, levels_of
from culturefirst.improvement.records.merging import Change, changes, fingerprint
from culturefirst.improvement.records.paper import (
    AGREED,
    APART,
    LEVEL,
    OF_ANSWER,
    OF_JUDGEMENT,
)
from culturefirst.improvement.records.understood import Said
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

MOVED = "Something was changed on the site since you looked. Look at it once more, then put it in."
NOTHING = "The record says nothing that is not on the site already."


@action("brought a Word record back", allow=work_on_assessment, on="assessment")
def bring_record(*, by: Any, assessment: Assessment, name: str, said: list[Said]) -> BroughtRecord:
    """Keep what a record says until somebody has looked at what it would change."""
    require_agreeing(assessment)
    return _keep(by, assessment, None, name, said)


@action("brought their scores back", allow=answer_alone, on="respondent")
def bring_answers(*, by: Any, respondent: Respondent, name: str, said: list[Said]) -> BroughtRecord:
    """Keep what somebody's own record says until they have looked at what it would change."""
    if not respondent.may_write:
        raise DomainError("Your scores can no longer be changed.")
    return _keep(by, respondent.assessment, respondent, name, said)


@action("put a Word record in", allow=work_on_assessment, on="assessment")
def put_in_record(
    *, by: Any, assessment: Assessment, record: BroughtRecord, seen: str
) -> Assessment:
    """Do all that was looked at; ``seen`` is its fingerprint."""
    require_agreeing(assessment)
    by_key = {each.key: each for each in criteria_of(assessment)}
    found = of_record(record)
    _require_as_seen(found, seen)
    levels = levels_of(assessment)
    for key, fields in _by_key(found).items():
        row = judgement_of(assessment, by_key[key])
        try:
            save_changes(row, checked(row, _stored(fields, levels), _agreed(fields)))
        except ValidationError as fault:
            raise DomainError(f"Criterion {key}: {' '.join(fault.messages)}") from fault
    record.delete()
    return assessment


@action("put their scores in from Word", allow=answer_alone, on="respondent")
def put_in_answers(
    *, by: Any, respondent: Respondent, record: BroughtRecord, seen: str
) -> Respondent:
    """Do all that was looked at; ``seen`` is its fingerprint."""
    criteria = {each.key: each for each in criteria_of(respondent.assessment)}
    found = of_record(record)
    _require_as_seen(found, seen)
    standing = answered(respondent, list(criteria.values()))
    levels = levels_of(respondent.assessment)
    meant = {
        criteria[key].pk: _answer(dict(standing.get(key, {})) | fields, levels)
        for key, fields in _by_key(found).items()
    }
    record.delete()
    return save_answers(by=by, respondent=respondent, answers=meant)


def of_record(record: BroughtRecord) -> list[Change]:
    """What a record that waits would change, as the site stands now."""
    criteria = criteria_of(record.assessment)
    known = {each.key for each in criteria}
    said = [Said.from_json(row) for row in record.rows if row["key"] in known]
    if record.respondent is not None:
        return changes(said, answered(record.respondent, criteria), OF_ANSWER)
    return changes(said, judged(record.assessment, criteria), OF_JUDGEMENT)


def cannot_stand(found: list[Change], standing: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What would be agreed without a level or a reason, in sentences."""
    faults = []
    for key, fields in _by_key(found).items():
        after = dict(standing.get(key, {})) | fields
        if not after.get(AGREED):
            continue
        if not after.get(LEVEL) and not after.get(APART):
            faults.append(
                f"Criterion {key}, level: to agree it, write a level or “does not apply”."
            )
        if not after.get("why"):
            faults.append(f"Criterion {key}, reason: to agree it, say why in a sentence.")
    return faults


def _keep(
    by: Any, assessment: Assessment, respondent: Respondent | None, name: str, said: list[Said]
) -> BroughtRecord:
    person = getattr(by, "person", None)
    same = BroughtRecord._base_manager.filter(
        assessment=assessment, respondent=respondent, brought_by=person
    )
    same.delete()
    made: BroughtRecord = BroughtRecord._base_manager.create(
        assessment=assessment, respondent=respondent, brought_by=person, name=name[:200],
        rows=[each.to_json() for each in said], brought_at=clock.now(),
    )  # fmt: skip
    return made


def _require_as_seen(found: list[Change], seen: str) -> None:
    if not found:
        raise DomainError(NOTHING)
    if fingerprint(found) != seen:
        raise DomainError(MOVED)


def _by_key(found: list[Change]) -> dict[str, dict[str, str]]:
    """What each criterion's fields become; a level that both changed is told in the reason."""
    by_key: dict[str, dict[str, str]] = {}
    for each in found:
        by_key.setdefault(each.key, {})[each.name] = each.after
    return by_key


def _stored(fields: Mapping[str, str], levels: Mapping[str, int]) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: fields[name] for name in ("why", "strengths", "areas") if name in fields
    }
    if LEVEL in fields:
        given["value"] = levels.get(fields[LEVEL])
    if APART in fields:
        given["applies"] = not fields[APART]
        if fields[APART]:
            given["value"] = None
    return given


def _agreed(fields: Mapping[str, str]) -> bool | None:
    return True if fields.get(AGREED) else None


def _answer(fields: Mapping[str, str], levels: Mapping[str, int]) -> Answered:
    apart = bool(fields.get(APART))
    value = None if apart else levels.get(fields.get(LEVEL, ""))
    return Answered(value, applies=not apart, note=fields.get("note", ""))
