"""Two assessments of one body, criterion by criterion, with what was done in between."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.improvement.models import (
    Assessment,
    Evidence,
    FrameworkVersion,
    Judgement,
    PlanAction,
)
from culturefirst.improvement.rules_change import Pair, Scored, paired


@dataclass(frozen=True)
class Beside:
    """A criterion before and after, in words, with the actions that came from it."""

    pair: Pair
    before: str
    after: str
    actions: list[PlanAction]

    @property
    def word(self) -> str:
        """What changed, in a word or two."""
        change = self.pair.change
        if change is None:
            return _why_none(self.pair)
        if change == 0:
            return "the same"
        return f"{'up' if change > 0 else 'down'} {abs(change)}"


def compared(before: Assessment, after: Assessment) -> list[Pair]:
    """Their criteria in pairs. Whether somebody may read them is for whoever asks."""
    return paired(scored(before), scored(after))


def scored(assessment: Assessment) -> list[Scored]:
    """What the body agreed of each criterion, in the framework's order."""
    shown = Evidence._base_manager.filter(
        assessment=assessment, withdrawn_on=None, criteria=OuterRef("criterion")
    )
    rows = Judgement._base_manager.filter(assessment=assessment, agreed_on__isnull=False)
    rows = rows.select_related("criterion__theme").order_by("criterion__position")
    return [
        Scored(
            key=row.criterion.key,
            title=row.criterion.title,
            weight=row.criterion.weight,
            value=row.value,
            was=tuple(row.criterion.was or ()),
            theme=row.criterion.theme.key,
            theme_weight=row.criterion.theme.weight,
            applies=row.applies,
            carried=row.carried_from_id is not None,
            hollow=row.applies and not row.has_evidence,
        )
        for row in rows.annotate(has_evidence=Exists(shown))
    ]


def earlier(assessment: Assessment, user: Any) -> "QuerySet[Assessment]":
    """Agreed assessments of the same body that it can be put beside, the latest first."""
    rows: QuerySet[Assessment] = Assessment.objects.visible_to(user)
    same = Q(framework__framework=assessment.framework.framework_id) | Q(pk=assessment.follows_id)
    found = rows.filter(same, organisation=assessment.organisation_id, agreed_on__isnull=False)
    found = found.filter(agreed_on__lte=assessment.agreed_on).exclude(pk=assessment.pk)
    return found.select_related("framework").order_by("-agreed_on", "-pk")


def versions_after(assessment: Assessment) -> "QuerySet[FrameworkVersion]":
    """The versions of its framework from the one it was scored against on, the latest first."""
    rows = FrameworkVersion.objects.filter(
        framework=assessment.framework.framework_id, number__gte=assessment.framework.number
    )
    found: QuerySet[FrameworkVersion] = rows.defer("text").order_by("-number")
    return found


def latest_of(assessment: Assessment) -> FrameworkVersion | None:
    """The latest version of its framework."""
    return versions_after(assessment).first()


def beside(before: Assessment, after: Assessment, user: Any) -> list[Beside]:
    """Each criterion with its levels in words and the actions that came from it."""
    done = _actions(before, user)
    names = [_named(each) for each in (before, after)]
    return [
        Beside(
            pair,
            _level(pair.before, names[0]),
            _level(pair.after, names[1]),
            done[pair.before.key] if pair.before else [],
        )
        for pair in compared(before, after)
    ]


def _actions(before: Assessment, user: Any) -> dict[str, list[PlanAction]]:
    """Actions of plans that came of the earlier one, by the key of their criterion."""
    rows = PlanAction.objects.visible_to(user).filter(
        plan__assessment=before, criterion__isnull=False
    )
    found: dict[str, list[PlanAction]] = defaultdict(list)
    for action in rows.select_related("criterion", "plan"):
        found[action.criterion.key].append(action)
    return found


def _named(assessment: Assessment) -> dict[int, str]:
    return {each["value"]: str(each["name"]) for each in assessment.framework.levels}


def _level(it: Scored | None, names: dict[int, str]) -> str:
    if it is None:
        return "not asked"
    if not it.applies:
        return "does not apply"
    return "not scored" if it.value is None else names.get(it.value, str(it.value))


def _why_none(pair: Pair) -> str:
    if pair.before is None:
        return "new"
    return "asked no more" if pair.after is None else "cannot be compared"
