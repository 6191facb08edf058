"""Word records come back: what they say waits to be looked at, then is put in whole or not."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from culturefirst.improvement.actions.answers import Said as Answered
from culturefirst.improvement.actions.answers import save_answers
from culturefirst.improvement.actions.evidence import add_evidence, edit_evidence
from culturefirst.improvement.actions.judgements import checked, judgement_of, require_agreeing
from culturefirst.improvement.models import Assessment, BroughtRecord, Criterion, Respondent
from culturefirst.improvement.policy import answer_alone, work_on_assessment
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.queries.brought import (
    BroughtPiece,
    evidence_of,
    of_record,
    seen_of,
)
from culturefirst.improvement.queries.papers import answered, levels_of
from culturefirst.improvement.records.merging import (
    NOT,
    Change,
    answer_of,
    decided,
    open_choices,
)
from culturefirst.improvement.records.paper import AGREED, LEVEL
from culturefirst.improvement.records.understood import Said
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

MOVED = "Something was changed on the site since you looked. Look at it once more, then put it in."
NOTHING = "The record says nothing that is not on the site already."
NO_CHOICES: Mapping[str, str] = {}


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
    *,
    by: Any,
    assessment: Assessment,
    record: BroughtRecord,
    seen: str,
    choices: Mapping[str, str] = NO_CHOICES,
) -> Assessment:
    """Do all that was looked at; ``seen`` is its fingerprint.

    ``choices`` say what is to stand where both were changed, by ``Change.mark``.
    """
    require_agreeing(assessment)
    by_key = {each.key: each for each in criteria_of(assessment)}
    found, shown = of_record(record), evidence_of(record, by)
    _require_as_seen(record, by, seen, found, shown)
    _require_choices(found, choices, by_key)
    _judge(assessment, by_key, decided(found, choices))
    for piece in shown:
        _show(by, assessment, piece)
    record.delete()
    return assessment


def _judge(
    assessment: Assessment,
    by_key: Mapping[str, Criterion],
    said: Mapping[str, Mapping[str, str]],
) -> None:
    levels = levels_of(assessment)
    for key, fields in said.items():
        row = judgement_of(assessment, by_key[key])
        try:
            save_changes(row, checked(row, _stored(fields, levels), _agreed(fields)))
        except ValidationError as fault:
            raise DomainError(f"Criterion {key}: {' '.join(fault.messages)}") from fault


def _show(by: Any, assessment: Assessment, piece: BroughtPiece) -> None:
    if piece.is_withdrawn:
        return
    if piece.row is not None:
        shows = [*piece.row.criteria.all(), *piece.shows]
        edit_evidence(by=by, assessment=assessment, evidence=piece.row, criteria=shows)
        return
    add_evidence(
        by=by, assessment=assessment, criteria=piece.shows, title=piece.title,
        record=piece.record, url="" if piece.record else piece.url,
    )  # fmt: skip


@action("put their scores in from Word", allow=answer_alone, on="respondent")
def put_in_answers(
    *,
    by: Any,
    respondent: Respondent,
    record: BroughtRecord,
    seen: str,
    choices: Mapping[str, str] = NO_CHOICES,
) -> Respondent:
    """Do all that was looked at; ``seen`` is its fingerprint, ``choices`` as of a record."""
    criteria = {each.key: each for each in criteria_of(respondent.assessment)}
    found = of_record(record)
    _require_as_seen(record, by, seen, found, [])
    _require_choices(found, choices, criteria)
    standing = answered(respondent, list(criteria.values()))
    levels = levels_of(respondent.assessment)
    meant = {
        criteria[key].pk: _answer(fields, standing.get(key, {}), levels)
        for key, fields in decided(found, choices).items()
    }
    record.delete()
    return save_answers(by=by, respondent=respondent, answers=meant)


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


def _require_as_seen(
    record: BroughtRecord, by: Any, seen: str, found: list[Change], shown: list[BroughtPiece]
) -> None:
    if not found and not shown:
        raise DomainError(NOTHING)
    if seen_of(record, by) != seen:
        raise DomainError(MOVED)


def _require_choices(
    found: list[Change], choices: Mapping[str, str], titles: Mapping[str, Criterion]
) -> None:
    left = open_choices(found, choices)
    if left:
        named = "; ".join(f"{titles[each.key].title}, {each.label.lower()}" for each in left[:5])
        more = f" and {len(left) - 5} more" if len(left) > 5 else ""
        raise DomainError(f"Both were changed: choose what is to stand for {named}{more}.")


def _stored(fields: Mapping[str, str], levels: Mapping[str, int]) -> dict[str, Any]:
    given: dict[str, Any] = {
        name: fields[name] for name in ("why", "strengths", "areas") if name in fields
    }
    if LEVEL in fields:
        given |= {"applies": fields[LEVEL] != NOT, "value": levels.get(fields[LEVEL])}
    return given


def _agreed(fields: Mapping[str, str]) -> bool | None:
    return True if fields.get(AGREED) else None


def _answer(
    fields: Mapping[str, str], now: Mapping[str, str], levels: Mapping[str, int]
) -> Answered:
    level = fields.get(LEVEL, answer_of(now))
    note = fields.get("note", now.get("note", ""))
    return Answered(levels.get(level), applies=level != NOT, note=note)
