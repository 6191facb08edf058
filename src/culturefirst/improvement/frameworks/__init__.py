"""Benchmark frameworks as files: what one is, how it is read, written and told from another.

Nothing here knows Django: a file is read to a ``Framework`` or refused with all its faults.
"""

from culturefirst.improvement.frameworks.core import (
    Criterion,
    Framework,
    Level,
    Theme,
    Translation,
)
from culturefirst.improvement.frameworks.reading import read
from culturefirst.improvement.frameworks.shipping import shipped, shipped_keys
from culturefirst.improvement.frameworks.writing import written
from culturefirst.kit.plain_yaml.faults import Fault
from culturefirst.kit.plain_yaml.faults import FileRefused as FrameworkRefused

__all__ = [
    "Criterion",
    "Fault",
    "Framework",
    "FrameworkRefused",
    "Level",
    "Theme",
    "Translation",
    "read",
    "shipped",
    "shipped_keys",
    "written",
]
