"""The day that a page is shown for."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from culturefirst.kit import clock

EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class AsAt:
    """The day shown, today, and a sentence where the day asked for could not be shown."""

    day: date
    today: date
    fault: str = ""

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def said(self) -> str:
        """The day as the address carries it: empty for today."""
        return "" if self.is_today else self.day.isoformat()


def asked(request: HttpRequest) -> AsAt:
    """The day in ``?as_at=``, or today with the reason why not."""
    said, today = request.GET.get("as_at", "").strip(), clock.today()
    if not said:
        return AsAt(today, today)
    try:
        day = date.fromisoformat(said)
    except ValueError:
        fault = f"“{said[:40]}” is not a day we can read. Write it as 2011-09-19."
        return AsAt(today, today, fault)
    if day > today:
        return AsAt(today, today, "That day has not come yet, so this page shows today.")
    if day < EARLIEST:
        return AsAt(today, today, "The network has no records so far back, so this shows today.")
    return AsAt(day, today)
