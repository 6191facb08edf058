"""Moments in forms: one control for day and time, by the clock of the country."""

from datetime import datetime
from typing import Any

from django import forms

from culturefirst.events.when import moment
from culturefirst.kit.errors import DomainError

ISO = "%Y-%m-%dT%H:%M"
TAKEN = (ISO, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
EARLIEST, LATEST = 1990, 2100


class MomentInput(forms.DateTimeInput):
    """The browser's own control for a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format=ISO)


class HiddenMoment(MomentInput):
    """What the control held when the page was opened."""

    input_type = "hidden"


class MomentField(forms.DateTimeField):
    """An aware moment; a time that the clocks leave out is refused, of one twice the first."""

    widget = MomentInput
    hidden_widget = HiddenMoment
    default_error_messages = {
        "invalid": "There is no such day or time. Give the day and the time, such as "
        "2011-11-09 10:30.",
        "far": f"Give a year from {EARLIEST} to {LATEST}.",
    }

    def to_python(self, value: Any) -> datetime | None:
        """The moment that the clock on the wall would show so."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        wall = _read(str(value).strip())
        if wall is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if not EARLIEST <= wall.year <= LATEST:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        try:
            return moment(wall)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal), code="skipped") from refusal


def _read(words: str) -> datetime | None:
    for form in TAKEN:
        try:
            # By the clock on the wall: which moment that is, ``moment`` says.
            return datetime.strptime(words, form).replace(second=0)
        except ValueError:
            continue
    return None
