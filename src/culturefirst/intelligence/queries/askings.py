"""Studies that were asked for at once, with the figures of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from culturefirst.intelligence.models import Asking, Study
from culturefirst.intelligence.queries.studies import runs


@dataclass(frozen=True)
class Beside:
    """One study of several: its figures, or why there are none."""

    study: Study
    headline: Mapping[str, float]
    state: str

    def share(self, above: str, below: str) -> float | None:
        """A share in per cent, or ``None`` where there is nothing to divide by."""
        whole = self.headline.get(below, 0)
        return round(100 * self.headline[above] / whole, 1) if whole else None

    def figure(self, name: str) -> int | None:
        """A whole figure, or ``None`` before there are any."""
        return round(self.headline[name]) if self.headline else None


def askings(user: Any) -> "QuerySet[Any]":
    """Those that this person may see, with how many studies each has."""
    rows: QuerySet[Any] = Asking.objects.visible_to(user).select_related("job", "made_by")
    found: QuerySet[Any] = rows.annotate(number=Count("studies"))
    return found


def beside(asking: Asking, user: Any) -> list[Beside]:
    """Its studies in the order in which they were asked for, each with its last run."""
    studies = Study.objects.visible_to(user).filter(asking=asking).order_by("pk")
    last: dict[int, Any] = {}
    for run in runs(user).filter(study__asking=asking):
        last.setdefault(run.study_id, run)
    return [_beside(study, last.get(study.pk), asking) for study in studies]


def _beside(study: Study, run: Any, asking: Asking) -> Beside:
    if why := asking.refused.get(str(study.pk)):
        return Beside(study, run.headline if run else {}, why)
    if run is not None:
        return Beside(study, run.headline, "worked out")
    return Beside(study, {}, "waits" if asking.under_way else "not worked out")
