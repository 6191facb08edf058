"""What changed since the assessment that one follows is kept when the later one is agreed."""

from decimal import Decimal
from fractions import Fraction

from culturefirst.improvement.models import Assessment, Rescoring, ThemeChange
from culturefirst.improvement.queries.rescoring import compared
from culturefirst.improvement.rules_change import change, shifts


def keep_change(assessment: Assessment) -> None:
    """Write the parts of the change; to be called by whatever agrees an assessment, or undoes it.

    Nothing is kept where it follows none, is not agreed, or shares no scored criterion.
    """
    rows = Rescoring._base_manager.filter(assessment=assessment)
    before = assessment.follows
    if before is None or assessment.agreed_on is None:
        rows.delete()
        return
    pairs = compared(before, assessment)
    found = change(pairs)
    if not found.weight:
        rows.delete()
        return
    parts = {
        "criteria": found.criteria,
        "before": _stored(found.before),
        "after": _stored(found.after),
        "weight": _stored(found.weight),
    }
    kept, _ = Rescoring._base_manager.update_or_create(assessment=assessment, defaults=parts)
    ThemeChange._base_manager.filter(rescoring=kept).delete()
    ThemeChange._base_manager.bulk_create(
        ThemeChange(
            rescoring=kept,
            theme=each.theme,
            criteria=each.criteria,
            before=_stored(each.before),
            after=_stored(each.after),
        )
        for each in shifts(pairs)
    )


def _stored(part: Fraction) -> Decimal:
    return Decimal(part.numerator) / Decimal(part.denominator)
