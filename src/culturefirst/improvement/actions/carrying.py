"""An assessment is filled from an earlier one of the same body: only where nobody has written."""

from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.models import Assessment, Evidence, Judgement
from culturefirst.improvement.policy import work_on_assessment
from culturefirst.improvement.queries.carrying import WORDS, Carried, planned, sources
from culturefirst.improvement.queries.carrying_evidence import CarriedPiece
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError

OF_PIECE = ("kind", "title", "url", "record", "file", "name", "media_type", "size", "digest",
            "dated")  # fmt: skip


@dataclass(frozen=True)
class TakenOver:
    """How many criteria were filled, and how many pieces of evidence came along."""

    criteria: int
    evidence: int


@action("took over what an earlier assessment says", allow=work_on_assessment, on="assessment")
def carry_over(*, by: Any, assessment: Assessment, source: Assessment) -> TakenOver:
    """Fill what is empty, and bring the evidence that is not here. A second time does nothing.

    Reasons, strengths and areas come along, the level where the scale has it; nothing of it
    counts until it is agreed afresh, and no evidence is opened to peers.
    """
    if not assessment.is_open:
        raise DomainError("It is agreed or withdrawn. Begin a new assessment that follows it.")
    if source.pk not in {each.pk for each in sources(assessment, by)}:
        raise DomainError(
            "Only an earlier assessment of the same organisation against the same framework can "
            "be taken over. Choose one of those listed."
        )
    plan = planned(assessment, source, by)
    _fill(plan.comes, assessment)
    _bring(plan.evidence.comes, assessment, by)
    return TakenOver(len(plan.comes), len(plan.evidence.comes))


def _fill(comes: list[Carried], assessment: Assessment) -> None:
    Judgement._base_manager.bulk_create(
        Judgement(assessment=assessment, criterion=each.criterion, **_taken(each))
        for each in comes
        if each.row is None
    )
    for each in comes:
        if each.row is not None:
            save_changes(each.row, _taken(each))


def _taken(each: Carried) -> dict[str, Any]:
    words = {name: getattr(each.was, name) for name in WORDS}
    return words | {"value": each.value, "applies": each.was.applies, "carried_from": each.was}


def _copied(was: Evidence) -> dict[str, Any]:
    return {name: getattr(was, name) for name in OF_PIECE} | {"carried_from": was}


def _bring(comes: list[CarriedPiece], assessment: Assessment, by: Any) -> None:
    """A file is not copied: both rows have it, and it goes with the last of them."""
    person, today = getattr(by, "person", None), clock.today()
    made = Evidence._base_manager.bulk_create(
        Evidence(
            assessment=assessment, added_by=person, added_on=today, **_copied(each.was),
        )
        for each in comes
    )  # fmt: skip
    through = Evidence.criteria.through
    through._base_manager.bulk_create(
        through(evidence=row, criterion=criterion)
        for row, each in zip(made, comes, strict=True)
        for criterion in each.criteria
    )
