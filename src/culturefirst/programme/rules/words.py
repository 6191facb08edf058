"""Figures and days in the house's plain English."""

from datetime import date

THIN_SPACE = "\u2009"


def number(value: float) -> str:
    """A whole number without a point, else one decimal: ``1200.0`` is "1 200" (thin space)."""
    shown = f"{value:,.0f}" if round(value, 1) == round(value) else f"{value:,.1f}"
    return shown.replace(",", THIN_SPACE)


def amount(value: float, unit: str) -> str:
    """A value with its unit where that is a per cent sign: "48 %"."""
    return f"{number(value)}{THIN_SPACE}%" if unit == "%" else number(value)


def day(on: date) -> str:
    """19 September 2011."""
    return f"{on.day} {on:%B %Y}"


def days(count: int) -> str:
    """ "1 day", "12 days"."""
    return "1 day" if count == 1 else f"{count} days"
