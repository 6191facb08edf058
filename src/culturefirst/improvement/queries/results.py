"""What a body agreed: each theme with its score, and each criterion with what shows it."""

from dataclasses import dataclass, field
from typing import Any

from culturefirst.improvement.models import Assessment, Criterion, Judgement, Theme
from culturefirst.improvement.queries.assessments import criteria_of, themes_of
from culturefirst.improvement.queries.evidence import Piece, pieces_by_criterion, shown_criteria
from culturefirst.improvement.scores import Item, Score, overall, theme_score


@dataclass(frozen=True)
class Line:
    """A criterion with what is written of it; ``level`` is the name of its level."""

    criterion: Criterion
    judgement: Judgement | None
    level: str
    shown: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_agreed(self) -> bool:
        return self.judgement is not None and self.judgement.agreed_on is not None

    @property
    def item(self) -> Item:
        """What it brings to the score: nothing until it is agreed."""
        row = self.judgement if self.is_agreed else None
        return Item(
            weight=self.criterion.weight,
            value=row.value if row else None,
            applies=row.applies if row else True,
            shown=self.shown,
        )

    @property
    def fill(self) -> str:
        """ "full", "hollow", "apart" for what does not apply, "" for what is not agreed."""
        item = self.item
        if not item.applies:
            return "apart"
        return ("full" if item.shown else "hollow") if item.is_scored else ""


@dataclass(frozen=True)
class ThemeResult:
    theme: Theme
    score: Score
    lines: list[Line]


@dataclass(frozen=True)
class Result:
    """The whole, theme by theme."""

    themes: list[ThemeResult]
    score: Score

    @property
    def agreed(self) -> int:
        return sum(line.is_agreed for each in self.themes for line in each.lines)


def result(assessment: Assessment, user: Any = None, *, texts: bool = True) -> Result:
    """What is agreed; with ``user`` the evidence that this person may read.

    ``texts`` off leaves the long words out, for pages that list hundreds of criteria.
    """
    rows = Judgement._base_manager.filter(assessment=assessment)
    if not texts:
        rows = rows.defer("why", "strengths", "areas")
    judged = {row.criterion_id: row for row in rows.order_by()}
    shown = shown_criteria(assessment)
    pieces = pieces_by_criterion(assessment, user) if user is not None else {}
    names = {int(each["value"]): str(each["name"]) for each in assessment.framework.levels}
    themes = []
    for theme, criteria in themes_of(criteria_of(assessment)):
        lines = [_line(each, judged.get(each.pk), names, shown, pieces) for each in criteria]
        themes.append(ThemeResult(theme, theme_score(line.item for line in lines), lines))
    whole = overall([(each.theme.weight, each.score) for each in themes])
    return Result(themes, whole)


def _line(
    criterion: Criterion,
    judgement: Judgement | None,
    names: dict[int, str],
    shown: set[int],
    pieces: dict[int, list[Piece]],
) -> Line:
    value = judgement.value if judgement is not None else None
    level = names.get(value, "") if value is not None else ""
    return Line(criterion, judgement, level, criterion.pk in shown, pieces.get(criterion.pk, []))
