"""Who would take part, and how provision compares with that, area by area.

Plain arrays in, plain arrays out: no Django, no files, no clock.
"""

from culturefirst.analysis.need.balance import (
    BALANCES,
    Profile,
    against,
    balance_class,
    profile,
    relative_provision,
    supply_per,
)
from culturefirst.analysis.need.expected import (
    OLDEST,
    Expected,
    Group,
    GroupRate,
    demand_index,
    expected_by_group,
    expected_by_segment,
    shares_of_groups,
)

__all__ = [
    "BALANCES",
    "OLDEST",
    "Expected",
    "Group",
    "GroupRate",
    "Profile",
    "against",
    "balance_class",
    "demand_index",
    "expected_by_group",
    "expected_by_segment",
    "profile",
    "relative_provision",
    "shares_of_groups",
    "supply_per",
]
