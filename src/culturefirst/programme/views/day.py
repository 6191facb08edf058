"""The day that a page is shown for, as everywhere."""

from culturefirst.kit.as_at import EARLIEST, AsAt, asked

__all__ = ["EARLIEST", "AsAt", "asked"]
