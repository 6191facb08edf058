"""Figures and days in the house's plain English, for the rules' sentences."""

from datetime import date

from culturefirst.kit import wording


def number(value: float) -> str:
    """A whole number without a point, else one decimal."""
    return wording.figure(round(value, 1))


def amount(value: float, unit: str) -> str:
    """A value with its unit where that is a per-cent sign: "48 %"."""
    return f"{number(value)}{wording.THIN}%" if unit == "%" else number(value)


def day(on: date) -> str:
    """19 September 2011."""
    return wording.day(on)


def days(count: int) -> str:
    """1 day, 12 days."""
    return wording.plural(count, "day")
