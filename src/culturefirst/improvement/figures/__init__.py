"""Yearly figures as they are defined, said, checked and compared; nothing here knows a database."""

from pathlib import Path

from culturefirst.improvement.figures.core import Check, Figures, Indicator, Item, Section
from culturefirst.improvement.figures.reading import read

SHIPPED = Path(__file__).parent / "shipped" / "indicators.yaml"

__all__ = ["SHIPPED", "Check", "Figures", "Indicator", "Item", "Section", "read"]
