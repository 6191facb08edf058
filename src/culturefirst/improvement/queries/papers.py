"""Records to be taken out, and what stands on the site in their words."""

from collections.abc import Mapping
from typing import Any

from culturefirst.improvement.models import Answer, Assessment, Criterion, Judgement, Respondent
from culturefirst.improvement.models.respondents import NOTE
from culturefirst.improvement.models.whose import LONGEST
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.queries.evidence import pieces_by_criterion
from culturefirst.improvement.records.paper import (
    AGREED,
    APART,
    LEVEL,
    OF_ANSWER,
    OF_JUDGEMENT,
    YES,
    Entry,
    Paper,
    clean,
)
from culturefirst.improvement.records.understood import Asking

Standing = dict[str, Mapping[str, str]]


def paper_of_assessment(assessment: Assessment, user: Any) -> Paper:
    """What the team has agreed, to be filled in away from the site."""
    found = criteria_of(assessment, whole=True)
    shown = {
        key: tuple(each.title for each in pieces)
        for key, pieces in pieces_by_criterion(assessment, user).items()
    }
    standing = judged(assessment, found)
    scope = (
        ("What is looked at", assessment.in_scope),
        ("What is left out, and why", assessment.left_out),
        ("Which partners take part", assessment.partners),
    )
    return Paper(
        about=f"assessment {assessment.pk}",
        title=assessment.title,
        lede=f"{assessment.organisation}, against {assessment.framework}",
        names=OF_JUDGEMENT,
        entries=_entries(assessment, found, standing, shown),
        scope=tuple((label, text) for label, text in scope if text),
        asks_evidence=True,
    )


def paper_of_answers(respondent: Respondent) -> Paper:
    """What one person has scored, to be filled in away from the site."""
    assessment = respondent.assessment
    found = criteria_of(assessment, whole=True)
    return Paper(
        about=f"scores {respondent.pk}",
        title=f"How do you see {assessment.organisation}?",
        lede=f"Your own scores, against {assessment.framework}",
        names=OF_ANSWER,
        entries=_entries(assessment, found, answered(respondent, found), {}),
        scope=(("What is looked at", assessment.in_scope),) if assessment.in_scope else (),
    )


def judged(assessment: Assessment, criteria: list[Criterion]) -> Standing:
    """What is written of each criterion, by its key."""
    rows = Judgement._base_manager.filter(assessment=assessment).order_by()
    by_criterion = {row.criterion_id: row for row in rows}
    names = {value: name for name, value in levels_of(assessment).items()}
    return {
        each.key: _fields(row, names, ("why", "strengths", "areas"), row.agreed_on is not None)
        for each in criteria
        if (row := by_criterion.get(each.pk)) is not None
    }


def answered(respondent: Respondent, criteria: list[Criterion]) -> Standing:
    """What one person said of each criterion, by its key."""
    rows = Answer._base_manager.filter(respondent=respondent).order_by()
    by_criterion = {row.criterion_id: row for row in rows}
    names = {value: name for name, value in levels_of(respondent.assessment).items()}
    return {
        each.key: _fields(row, names, ("note",))
        for each in criteria
        if (row := by_criterion.get(each.pk)) is not None
    }


def levels_of(assessment: Assessment) -> dict[str, int]:
    """The levels by name, as records have them."""
    return {clean(str(each["name"])): int(each["value"]) for each in assessment.framework.levels}


def asking_of(assessment: Assessment, respondent: Respondent | None = None) -> Asking:
    """What a record of it may say."""
    return Asking(
        about=f"scores {respondent.pk}" if respondent else f"assessment {assessment.pk}",
        names=OF_ANSWER if respondent else OF_JUDGEMENT,
        titles={each.key: each.title for each in criteria_of(assessment)},
        levels=levels_of(assessment),
        longest=NOTE if respondent else LONGEST,
        asks_evidence=respondent is None,
    )


def _fields(
    row: Any, names: Mapping[int, str], texts: tuple[str, ...], agreed: bool | None = None
) -> dict[str, str]:
    fields = {name: clean(getattr(row, name)) for name in texts}
    fields[LEVEL] = names.get(row.value, "") if row.value is not None else ""
    fields[APART] = "" if row.applies else YES
    return fields if agreed is None else fields | {AGREED: YES if agreed else ""}


def _entries(
    assessment: Assessment,
    criteria: list[Criterion],
    standing: Standing,
    shown: Mapping[int, tuple[str, ...]],
) -> tuple[Entry, ...]:
    levels = [
        (str(each["value"]), str(each["name"]), str(each.get("says", "")))
        for each in assessment.framework.levels
    ]
    return tuple(
        Entry(
            key=each.key,
            title=each.title,
            theme=each.theme.title,
            fields=standing.get(each.key, {}),
            says=each.says,
            levels=tuple(
                (name, str((each.levels or {}).get(value) or says)) for value, name, says in levels
            ),
            evidence=shown.get(each.pk, ()),
        )
        for each in criteria
    )
