"""The 360-degree view: how colleagues score a theme beside partners, councillors and users."""

from collections.abc import Iterable
from dataclasses import dataclass

from culturefirst.improvement.models import Assessment, Criterion, Respondent, Theme
from culturefirst.improvement.queries.asked import NAMES
from culturefirst.improvement.queries.assessments import criteria_of, themes_of
from culturefirst.improvement.queries.spread import UNTOLD, spreads
from culturefirst.improvement.spread import VIEWS, Group, Spread

OWN, *OTHERS = VIEWS


@dataclass(frozen=True)
class Sides:
    """Means of medians over the ``criteria`` of a theme of which both views are told apart."""

    theme: Theme
    view: str
    own: float
    theirs: float
    criteria: int

    @property
    def name(self) -> str:
        return NAMES[Respondent.View(self.view)]

    @property
    def difference(self) -> float:
        return self.own - self.theirs


def around(assessment: Assessment) -> list[Sides]:
    """Each theme by each other view, where anything can be told of it and of colleagues."""
    told = spreads(assessment)
    if not told:
        return []
    found = [
        _sides(theme, view, criteria, told)
        for theme, criteria in themes_of(criteria_of(assessment))
        for view in OTHERS
    ]
    return [each for each in found if each is not None]


def _sides(
    theme: Theme, view: str, criteria: Iterable[Criterion], told: dict[int, Spread]
) -> Sides | None:
    pairs = []
    for each in criteria:
        one = told.get(each.pk, UNTOLD)
        own, theirs = _median(one.of(OWN)), _median(one.of(view))
        if own is not None and theirs is not None:
            pairs.append((own, theirs))
    if not pairs:
        return None
    own_mean, their_mean = (sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1))
    return Sides(theme, view, own_mean, their_mean, len(pairs))


def _median(group: Group | None) -> float | None:
    return None if group is None else group.median
