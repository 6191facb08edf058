"""The same day some months later."""

from datetime import date

from culturefirst.kit.retention import date_months_before


def months_later(day: date, months: int) -> date:
    """The same day of a later month; the month's last where it has no such day."""
    return date_months_before(day, -months)
