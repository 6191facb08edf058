"""Lists of people to invite: what each row says, and what stands in its way.

A row's fault names its column and the remedy; a list is sent when no row has one, and whole.
"""

from culturefirst.network.inviting.checking import Fault, Line, checked, lines
from culturefirst.network.inviting.meant import nearest_to
from culturefirst.network.inviting.rows import COLUMNS, TITLES, plain, rows_of

__all__ = [
    "COLUMNS",
    "TITLES",
    "Fault",
    "Line",
    "checked",
    "lines",
    "nearest_to",
    "plain",
    "rows_of",
]
