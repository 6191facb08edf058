"""What answers tell: shares and means with intervals, weights, change, cross-tables, coding."""

from culturefirst.analysis.survey.agreement import Agreement, agreement
from culturefirst.analysis.survey.change import Change, change, paired_change
from culturefirst.analysis.survey.estimates import CONFIDENCE, Estimate, mean, share
from culturefirst.analysis.survey.suppression import LEAST, hidden
from culturefirst.analysis.survey.tables import Crossed, crossed, crossed_several, tallied
from culturefirst.analysis.survey.weighting import Weights, effective, raked, weighted_to

__all__ = [
    "CONFIDENCE",
    "LEAST",
    "Agreement",
    "Change",
    "Crossed",
    "Estimate",
    "Weights",
    "agreement",
    "change",
    "crossed",
    "crossed_several",
    "effective",
    "hidden",
    "mean",
    "paired_change",
    "raked",
    "share",
    "tallied",
    "weighted_to",
]
