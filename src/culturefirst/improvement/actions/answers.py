"""Scoring on one's own: saved as one goes, handed in, taken back while scoring lasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.models import Answer, Assessment, Criterion, Respondent
from culturefirst.improvement.models.respondents import NOTE
from culturefirst.improvement.policy import answer_alone
from culturefirst.improvement.queries.answers import fingerprint, level_of
from culturefirst.improvement.queries.assessments import in_scope
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.locks import locked

NOTHING_SEEN: Mapping[int, str] = {}


@dataclass(frozen=True)
class Said:
    """What somebody says of a criterion: a level, that it does not apply, or nothing yet."""

    value: int | None = None
    applies: bool = True
    note: str = ""


@action("saved their scores", allow=answer_alone)
def save_answers(
    *,
    by: Any,
    respondent: Respondent,
    answers: Mapping[int, Said],
    seen: Mapping[int, str] = NOTHING_SEEN,
) -> Respondent:
    """Keep what somebody says of these criteria (by key), half done as it may be.

    ``seen`` are the marks of what a page showed (``queries.answers.fingerprint``): where one was
    changed elsewhere since, nothing is saved, and ``Conflict`` has what stands by criterion.

    It is what people do most, so the row is locked and read with all that is asked of it at once.
    """
    respondent = _locked(respondent)
    answer_alone.require(by, respondent)
    _require_writing(respondent)
    criteria = _asked(respondent.assessment, answers)
    _refuse_met(respondent, answers, seen)
    now = clock.now()
    rows = [
        Answer(
            respondent=respondent, criterion=criteria[key], value=said.value, applies=said.applies,
            note=said.note, saved_at=now,
        )
        for key, said in answers.items()
    ]  # fmt: skip
    Answer._base_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["respondent", "criterion"],
        update_fields=["value", "applies", "note", "saved_at"],
    )
    return respondent


@action("handed in their scores", allow=answer_alone, on="respondent")
def submit_answers(*, by: Any, respondent: Respondent) -> Respondent:
    """Hand in: only this counts, and is locked until one takes it back."""
    respondent.assessment = locked(respondent.assessment)
    _require_writing(respondent)
    scored = respondent.answers.model._base_manager.filter(respondent=respondent)
    if not any(row.value is not None or not row.applies for row in scored):
        raise DomainError("Score at least one criterion before you hand in.")
    return save_changes(respondent, {"submitted_at": clock.now()})


@action("took their scores back", allow=answer_alone, on="respondent")
def take_answers_back(*, by: Any, respondent: Respondent) -> Respondent:
    """Go on scoring, while others still do."""
    respondent.assessment = locked(respondent.assessment)
    if respondent.submitted_at is None:
        raise DomainError("You have not handed in yet.")
    if respondent.assessment.stage != Assessment.Stage.SCORING:
        raise DomainError("Scoring is over, so what you handed in stays.")
    return save_changes(respondent, {"submitted_at": None})


def _refuse_met(
    respondent: Respondent, answers: Mapping[int, Said], seen: Mapping[int, str]
) -> None:
    """One person in two windows, or two with one link: both keep their words."""
    rows = Answer._base_manager.filter(respondent=respondent, criterion__in=seen).order_by()
    stands = {row.criterion_id: (level_of(row), row.note) for row in rows} if seen else {}
    met = {}
    for key, mark in seen.items():
        level, note = stands.get(key, ("", ""))
        mine = fingerprint(level_of(answers[key]), answers[key].note)
        if fingerprint(level, note) not in (mark, mine):
            met[str(key)] = (level, note)
    if met:
        raise Conflict(met, {key: answers[int(key)] for key in met})


def _locked(respondent: Respondent) -> Respondent:
    """``kit.locks.locked`` for a respondent, with the assessment and what it asks."""
    rows = Respondent._base_manager.select_for_update(of=("self",))
    rows = rows.select_related("assessment__organisation", "assessment__framework")
    found: Respondent = rows.defer("assessment__framework__text").get(pk=respondent.pk)
    return found


def _require_writing(respondent: Respondent) -> None:
    if respondent.assessment.stage != Assessment.Stage.SCORING:
        raise DomainError("Scoring is over, so your scores can no longer be changed.")
    if not respondent.is_asked:
        raise DomainError("You are not asked to score this any more.")
    if respondent.submitted_at is not None:
        raise DomainError("You have handed in. Take your scores back to change them.")


def _asked(assessment: Assessment, answers: Mapping[int, Said]) -> dict[int, Criterion]:
    """The criteria by key; raises where one is not asked here, or an answer cannot be."""
    rows = Criterion.objects.filter(in_scope(assessment), version=assessment.framework_id)
    found = {each.pk: each for each in rows.filter(pk__in=answers).only("kinds", "key")}
    kind = assessment.organisation.kind
    levels = {int(each["value"]) for each in assessment.framework.levels}
    for key, said in answers.items():
        if key not in found or not found[key].suits(kind):
            raise DomainError("A criterion is not asked here any more. Open the page again.")
        if said.value is not None and (said.value not in levels or not said.applies):
            raise DomainError("Choose one of the levels, or “does not apply”.")
        if len(said.note) > NOTE:
            raise DomainError(f"A note may have {NOTE:,} characters. Make it shorter.")
    return found
