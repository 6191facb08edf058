"""Which closure takes most away, all in one pass and without solving anything: a first look.

With access A_i = Σ_j w_ij R_j and R_j = c_j ÷ Σ_k w_kj d_k (E2SFCA), closing j takes w_ij R_j of
A_i and changes no other ratio. The loss is Σ_i d_i w_ij R_j ÷ A_i: demand by the share of its
access that goes, so that whoever has nothing else counts whole. (Σ_i d_i w_ij R_j alone would be
c_j, whatever is lost by whom.)
"""

import numpy as np

from culturefirst.analysis.catchment.numbers import vector
from culturefirst.analysis.catchment.sides import Floats, Sweeps, quotient


def closure_losses(reach: Sweeps, demand: Floats, capacity: Floats) -> Floats:
    """By facility, the demand whose access is lost with it, in the unit of demand."""
    asked = vector(demand, reach.shape[0], "demand", "area")
    room = vector(capacity, reach.shape[1], "capacity", "facility")
    ratio = quotient(room, np.asarray(reach.to_facilities(asked), np.float64))
    access = np.asarray(reach.to_areas(ratio), np.float64)
    return ratio * np.asarray(reach.to_facilities(quotient(asked, access)), np.float64)
