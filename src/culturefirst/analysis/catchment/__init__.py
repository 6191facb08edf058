"""Catchments: who reaches what, how well each area is served, and what if that changed."""

from culturefirst.analysis.catchment.allocation import Allocation, allocate
from culturefirst.analysis.catchment.balance import (
    Flows,
    ZoneBalance,
    by_zone,
    flows_between,
    relative_share,
)
from culturefirst.analysis.catchment.changes import Change, Close, Growth, Move, Open, Resize
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
from culturefirst.analysis.catchment.floating import (
    Accessibility,
    enhanced_two_step,
    three_step,
    two_step,
)
from culturefirst.analysis.catchment.following import Access, Share
from culturefirst.analysis.catchment.grid import Region
from culturefirst.analysis.catchment.home import Home
from culturefirst.analysis.catchment.outcome import Outcome, Stand
from culturefirst.analysis.catchment.places import Areas, Facilities
from culturefirst.analysis.catchment.reach import Reach
from culturefirst.analysis.catchment.sides import Rationing
from culturefirst.analysis.catchment.siting import (
    Effect,
    Siting,
    best_openings,
    closure_losses,
    effects,
    least_harm_closures,
    maximal_cover,
    p_median,
)
from culturefirst.analysis.catchment.tiled import allocate_tiles
from culturefirst.analysis.catchment.tiles import Tiles
from culturefirst.analysis.catchment.travel import StraightLine, TravelTable
from culturefirst.analysis.catchment.whatif import WhatIf

__all__ = [
    "Access",
    "Accessibility",
    "Allocation",
    "Areas",
    "BadInput",
    "ByMode",
    "Change",
    "Close",
    "Decay",
    "Effect",
    "Even",
    "Exponential",
    "Facilities",
    "Fault",
    "Flows",
    "Gaussian",
    "Growth",
    "Home",
    "Linear",
    "Mode",
    "Move",
    "Open",
    "Outcome",
    "Rationing",
    "Reach",
    "Region",
    "Resize",
    "Share",
    "Siting",
    "Stand",
    "Steps",
    "StraightLine",
    "Tiles",
    "TravelTable",
    "WhatIf",
    "ZoneBalance",
    "allocate",
    "allocate_tiles",
    "best_openings",
    "by_zone",
    "closure_losses",
    "effects",
    "enhanced_two_step",
    "flows_between",
    "least_harm_closures",
    "maximal_cover",
    "p_median",
    "relative_share",
    "three_step",
    "two_step",
]
