"""By how much scores changed where bodies assessed themselves again, on the whole and by theme.

Means over organisations, with how many they are. What a body scored is its own, so that a part of
few bodies is not told (``bodies``).
"""

from typing import Any

from django.db.models import Avg, ExpressionWrapper, F, FloatField, OuterRef, Subquery

from culturefirst.improvement.measures.plan_common import BODY, OF_FEW
from culturefirst.improvement.models import Rescoring, Theme, ThemeChange
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.network.measures.common import place_of_body


def _mean(change: Any) -> Avg:
    return Avg(ExpressionWrapper(change, output_field=FloatField()))


def _dimensions(assessment: str) -> dict[str, Dimension]:
    body = f"{assessment}__{BODY}"
    return {
        "sub_region": place_of_body(f"{body}__sub_region", body),
        "activity": Dimension(f"{assessment}__serves", "Activity"),
    }


def _themes() -> list[tuple[Any, str]]:
    """Every theme there is by its key, called what the latest version calls it."""
    latest = Theme.objects.filter(key=OuterRef("key")).order_by("-version__loaded_at", "-pk")
    rows = Theme.objects.filter(pk=Subquery(latest.values("pk")[:1])).order_by("title")
    return list(rows.values_list("key", "title"))


measure(
    Measure(
        key="improvement.score_change",
        title="Change of scores when assessed again",
        definition=(
            "By how many levels the scores of organisations rose (below nought: fell) from one "
            "self-assessment to the next, the later agreed on a day within the window: the mean "
            "over these assessments. Of each, over what was scored both times, by the weights of "
            "the later framework." + OF_FEW
        ),
        unit="levels",
        version=2,
        records=lambda: Rescoring._base_manager.select_related("assessment"),
        dated="assessment__agreed_on",
        numerator=_mean((F("after") - F("before")) / F("weight")),
        bodies=f"assessment__{BODY}",
        show=lambda row: Shown(label="An organisation assessed again", on=row.assessment.agreed_on),
        words=("score change", "average score change", "improvement in scores"),
        dimensions=_dimensions("assessment"),
    )
)

measure(
    Measure(
        key="improvement.theme_change",
        title="Change of scores in a theme",
        definition=(
            "The same theme by theme: by how many levels the scores of a theme rose (below nought: "
            "fell) from one self-assessment of an organisation to the next, the later agreed on a "
            "day within the window. The mean over these, by the weights of criteria; narrowed to "
            "no theme, each theme of each organisation counts once." + OF_FEW
        ),
        unit="levels",
        records=lambda: ThemeChange._base_manager.select_related("rescoring__assessment"),
        dated="rescoring__assessment__agreed_on",
        numerator=_mean(F("after") - F("before")),
        bodies=f"rescoring__assessment__{BODY}",
        show=lambda row: Shown(
            label="A theme of an organisation assessed again", on=row.rescoring.assessment.agreed_on
        ),
        words=("score change in a theme", "scores of a theme"),
        dimensions={
            "theme": Dimension("theme", "Theme", _themes),
            **_dimensions("rescoring__assessment"),
        },
    )
)
