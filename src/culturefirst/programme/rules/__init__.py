"""Where a target stands: a pure function of what was promised, what was done, and the day."""

from culturefirst.programme.rules.facts import Evidence, Promise, Said, Span, Standing, Status
from culturefirst.programme.rules.status import standing
from culturefirst.programme.rules.time import LAST_STRETCH, PACED_FROM, RECENT, TOLERANCE, periods

__all__ = [
    "LAST_STRETCH",
    "PACED_FROM",
    "RECENT",
    "TOLERANCE",
    "Evidence",
    "Promise",
    "Said",
    "Span",
    "Standing",
    "Status",
    "periods",
    "standing",
]
