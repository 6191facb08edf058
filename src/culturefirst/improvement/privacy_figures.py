"""What yearly figures hold about people, in plain words; ``privacy`` reads it."""

from culturefirst.improvement.models import ComparisonGroup, Return
from culturefirst.kit.holdings import HOLDINGS, Holding

HOLDINGS.add(
    Return._meta.label_lower,
    Holding(
        "Yearly figures of your organisation that you are named to send",
        "So that you may send them, and are written to before they are shown.",
        "While the figures are kept; without your name once you are erased.",
        Return,
    ),
)

HOLDINGS.add(
    ComparisonGroup._meta.label_lower,
    Holding(
        "Groups of organisations with which you compare figures",
        "So that you find them again.",
        "Until you drop them, or are erased.",
        ComparisonGroup,
    ),
)
