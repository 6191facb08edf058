"""Two assessments of one body, criterion by criterion."""

from django.db.models import Exists, OuterRef

from culturefirst.improvement.models import Assessment, Evidence, Judgement
from culturefirst.improvement.rules_change import Pair, Scored, paired


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
