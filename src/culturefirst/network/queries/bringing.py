"""What a file of organisations says, and what importing it would do."""

from culturefirst.network.bringing.outlines import read as outlines_in
from culturefirst.network.bringing.plan import Plan, planned
from culturefirst.network.bringing.rows import file_rows

__all__ = ["Plan", "file_rows", "outlines_in", "planned"]
