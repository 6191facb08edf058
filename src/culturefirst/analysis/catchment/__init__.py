"""Catchments: who reaches what, how well each area is served, and what if that changed."""

from culturefirst.analysis.catchment.allocation import Allocation, allocate
from culturefirst.analysis.catchment.balance import (
    Flows,
    ZoneBalance,
    by_zone,
    flows_between,
    relative_share,
)
from culturefirst.analysis.catchment.decay import (
    ByMode,
    Decay,
    Even,
    Exponential,
    Gaussian,
    Linear,
    Mode,
    Steps,
)
from culturefirst.analysis.catchment.faults import BadInput, Fault
from culturefirst.analysis.catchment.grid import Region
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import Rationing
from culturefirst.analysis.catchment.travel import StraightLine, TravelTable

__all__ = [
    "Allocation",
    "Areas",
    "BadInput",
    "ByMode",
    "Decay",
    "Even",
    "Exponential",
    "Facilities",
    "Fault",
    "Flows",
    "Gaussian",
    "Linear",
    "Mode",
    "Rationing",
    "Reach",
    "Region",
    "Steps",
    "StraightLine",
    "TravelTable",
    "ZoneBalance",
    "allocate",
    "by_zone",
    "flows_between",
    "relative_share",
]
