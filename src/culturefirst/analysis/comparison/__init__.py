"""Bodies beside each other: quartiles, where one stands, what is strange, and who is like whom."""

from culturefirst.analysis.comparison.disclosure import groups_to_show
from culturefirst.analysis.comparison.neighbours import Neighbour, as_table, nearest
from culturefirst.analysis.comparison.outliers import leap, strange
from culturefirst.analysis.comparison.parts import Formula, measured, ratio, worked_out
from culturefirst.analysis.comparison.places import Place, place
from culturefirst.analysis.comparison.spreads import ENOUGH, Spread, Spreads, spread, spreads

__all__ = [
    "ENOUGH",
    "Formula",
    "Neighbour",
    "Place",
    "Spread",
    "Spreads",
    "as_table",
    "groups_to_show",
    "leap",
    "measured",
    "nearest",
    "place",
    "ratio",
    "spread",
    "spreads",
    "strange",
    "worked_out",
]
