"""Where to put sites, and which to close: two classic problems, and the capacity model itself."""

from culturefirst.analysis.catchment.siting.answer import Siting
from culturefirst.analysis.catchment.siting.capacity import (
    Effect,
    best_openings,
    effects,
    least_harm_closures,
)
from culturefirst.analysis.catchment.siting.classic import maximal_cover, p_median
from culturefirst.analysis.catchment.siting.ranking import closure_losses

__all__ = [
    "Effect",
    "Siting",
    "best_openings",
    "closure_losses",
    "effects",
    "least_harm_closures",
    "maximal_cover",
    "p_median",
]
