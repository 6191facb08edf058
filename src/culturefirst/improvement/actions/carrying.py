"""An assessment is filled from an earlier one of the same body: only where nobody has written."""

from typing import Any

from culturefirst.improvement.models import Assessment, Judgement
from culturefirst.improvement.policy import work_on_assessment
from culturefirst.improvement.queries.carrying import WORDS, Carried, planned, sources
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError


@action("took over what an earlier assessment says", allow=work_on_assessment, on="assessment")
def carry_over(*, by: Any, assessment: Assessment, source: Assessment) -> int:
    """Fill what is empty; gives how many criteria were filled. A second time fills nothing.

    Reasons, strengths and areas come along, the level where the scale has it; nothing of it
    counts until it is agreed afresh.
    """
    if not assessment.is_open:
        raise DomainError("It is agreed or withdrawn. Begin a new assessment that follows it.")
    if source.pk not in {each.pk for each in sources(assessment, by)}:
        raise DomainError(
            "Only an earlier assessment of the same organisation against the same framework can "
            "be taken over. Choose one of those listed."
        )
    plan = planned(assessment, source, by)
    made = [_filled(each, assessment) for each in plan.comes if each.row is None]
    Judgement._base_manager.bulk_create(made)
    for each in plan.comes:
        if each.row is not None:
            save_changes(each.row, _taken(each))
    return len(plan.comes)


def _filled(each: Carried, assessment: Assessment) -> Judgement:
    return Judgement(assessment=assessment, criterion=each.criterion, **_taken(each))


def _taken(each: Carried) -> dict[str, Any]:
    words = {name: getattr(each.was, name) for name in WORDS}
    return words | {"value": each.value, "applies": each.was.applies, "carried_from": each.was}
