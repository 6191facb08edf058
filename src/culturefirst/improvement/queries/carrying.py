"""What an assessment could take over from an earlier one of the same body."""

from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.frameworks.comparing import same_level
from culturefirst.improvement.models import Assessment, Criterion, Judgement
from culturefirst.improvement.queries.assessments import criteria_of
from culturefirst.improvement.queries.carrying_evidence import EvidencePlan, planned_evidence
from culturefirst.improvement.queries.frameworks import scale_of, steps_between

WORDS = ("why", "strengths", "areas")


@dataclass(frozen=True)
class Carried:
    """One criterion: what was judged before, and what of it comes along.

    ``row`` is what stands in the new assessment already; ``words_changed`` says that what is asked
    now reads differently, so that the level deserves a second look.
    """

    criterion: Criterion
    was: Judgement
    row: Judgement | None
    has_level: bool
    words_changed: bool

    @property
    def comes(self) -> bool:
        """Whether it is taken over: nothing that was written here is ever overwritten."""
        return self.row is None or is_empty(self.row)

    @property
    def value(self) -> int | None:
        return self.was.value if self.has_level else None

    @property
    def level(self) -> str:
        """The name of the level that comes along."""
        return str(self.criterion.version.level(self.value))

    @property
    def level_before(self) -> str:
        return str(self.was.criterion.version.level(self.was.value))


@dataclass(frozen=True)
class Plan:
    """All of it: what comes, what stays as it was written here, what is asked for the first time,
    what was judged before and is asked no more; and the evidence."""

    comes: list[Carried]
    stays: list[Carried]
    new: list[Criterion]
    gone: list[Judgement]
    evidence: EvidencePlan

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all would come along."""
        return not (self.comes or self.evidence.comes)


def is_empty(row: Judgement) -> bool:
    """Whether nobody wrote anything into it; what was taken over and emptied again stays so."""
    written = any(getattr(row, name) for name in WORDS) or row.value is not None
    return not written and row.applies and row.agreed_on is None and row.carried_from_id is None


def sources(assessment: Assessment, user: Any) -> list[Assessment]:
    """Earlier assessments of the same body against the same framework, the one it follows first."""
    rows = Assessment.objects.visible_to(user).filter(
        organisation=assessment.organisation_id,
        framework__framework=assessment.framework.framework_id,
        framework__number__lte=assessment.framework.number,
    )
    rows = rows.exclude(pk=assessment.pk).exclude(stage=Assessment.Stage.WITHDRAWN)
    found = rows.select_related("framework").order_by("-begun_on", "-pk")
    return sorted(found, key=lambda each: each.pk != assessment.follows_id)


def planned(assessment: Assessment, source: Assessment, user: Any) -> Plan:
    """What would come along, criterion by criterion, in the new framework's order."""
    asked = criteria_of(assessment, whole=True)
    for each in asked:
        each.version = assessment.framework
    before = _judged(source, user)
    here = {row.criterion_id: row for row in _rows(assessment)}
    on = steps_between(source.framework, assessment.framework)
    scales = scale_of(source.framework), scale_of(assessment.framework)
    found = []
    for each in asked:
        if (was := before.get(on.get(each.key, ""))) is not None:
            level = same_level(was.value, *scales)
            found.append(
                Carried(each, was, here.get(each.pk), level, _changed(was.criterion, each))
            )
    taken = {each.criterion.pk for each in found}
    keys = {on.get(each.key) for each in asked}
    return Plan(
        [each for each in found if each.comes],
        [each for each in found if not each.comes],
        [each for each in asked if each.pk not in taken],
        [row for key, row in before.items() if key not in keys],
        planned_evidence(assessment, source, user, _goes_on(asked, on)),
    )


def _goes_on(asked: list[Criterion], on: dict[str, str]) -> dict[str, list[Criterion]]:
    """What is asked now, by the key of the earlier criterion that it goes on from."""
    found: dict[str, list[Criterion]] = {}
    for each in asked:
        found.setdefault(on.get(each.key, ""), []).append(each)
    return found


def _judged(source: Assessment, user: Any) -> dict[str, Judgement]:
    """What was written of each criterion of the source, as far as this person may read it."""
    rows = Judgement.objects.visible_to(user).filter(assessment=source)
    found = rows.select_related("criterion__version").order_by("criterion__position")
    return {row.criterion.key: row for row in found if _says_something(row)}


def _says_something(row: Judgement) -> bool:
    return row.value is not None or not row.applies or any(getattr(row, n) for n in WORDS)


def _rows(assessment: Assessment) -> "list[Judgement]":
    return list(Judgement._base_manager.filter(assessment=assessment))


def _changed(old: Criterion, new: Criterion) -> bool:
    told = [(each.title, each.says, each.levels) for each in (old, new)]
    return told[0] != told[1]
