"""Who was asked to score, by the view from which they look: who has handed in, never what."""

from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.models import Assessment, Respondent
from culturefirst.improvement.spread import FEWEST

View = Respondent.View
NAMES = {
    View.COLLEAGUE: "Colleagues",
    View.COUNCILLOR: "Councillors",
    View.PARTNER: "Partners",
    View.USER: "People who use the service",
}


@dataclass(frozen=True)
class Asked:
    """Those of one view."""

    view: str
    rows: list[Respondent]

    @property
    def name(self) -> str:
        return NAMES[View(self.view)]

    @property
    def asked(self) -> list[Respondent]:
        """Those who were neither let off nor said no."""
        return [row for row in self.rows if row.is_asked]

    @property
    def handed_in(self) -> int:
        return sum(row.submitted_at is not None for row in self.asked)

    @property
    def lacks(self) -> str:
        """Why they will not be seen apart as it is, in a sentence; nothing where they may be."""
        if 0 < len(self.asked) < FEWEST:
            return f"Ask {FEWEST} or more, so that they can be seen apart."
        sides = {row.side for row in self.asked if row.side}
        if self.view == View.PARTNER and self.asked and len(sides) < 2:
            return "All are of one organisation: ask another, too, so that they can be seen apart."
        return ""


def asked_by_view(assessment: Assessment, user: Any) -> list[Asked]:
    """Each view of which somebody was asked."""
    rows = Respondent.objects.visible_to(user).filter(assessment=assessment)
    by_view: dict[str, list[Respondent]] = {}
    for row in rows.select_related("person"):
        row.assessment = assessment
        by_view.setdefault(row.view, []).append(row)
    return [Asked(view, by_view[view]) for view in NAMES if view in by_view]
