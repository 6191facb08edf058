"""What is tried, as the page's small forms say it; what is kept; what a brief is about."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from culturefirst.intelligence.studying.changes import PARTED
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.kit.errors import DomainError
from culturefirst.kit.fields import DayField, field_of
from culturefirst.kit.forms import Form

NO_PLACE = "Choose a place first."
NO_SPOT = "Say where: choose a small area, or give easting and northing in whole metres."
NO_SIZE = "Give the size as a number greater than 0."
NO_PEOPLE = "Give the number of people as a number greater than 0."


def composed(said: QueryDict, inputs: Inputs) -> str:
    """The change that one of the small forms asks for, as it stands in an address."""
    what, place = said.get("what", ""), said.get("place", "").strip()
    if what in ("close", "resize", "move") and not place:
        raise DomainError(NO_PLACE)
    parts: Sequence[str]
    if what == "close":
        parts = (place,)
    elif what == "resize":
        parts = (place, _number(said.get("units", ""), NO_SIZE))
    elif what == "move":
        parts = (place, *_spot(said, inputs))
    elif what == "open":
        name = said.get("name", "").replace(PARTED, " ").strip()
        parts = (*_spot(said, inputs), _number(said.get("units", ""), NO_SIZE), name)
    elif what == "growth":
        parts = (_area(said.get("area", ""), inputs), _number(said.get("people", ""), NO_PEOPLE))
    else:
        raise DomainError("Choose what would change with one of the buttons.")
    return PARTED.join((what, *parts))


def _number(text: str, fault: str) -> str:
    plain = text.replace(",", "").replace(" ", "").replace("\u202f", "")
    try:
        found = float(plain)
    except ValueError as wrong:
        raise DomainError(fault) from wrong
    if not 0 < found < 1e9:
        raise DomainError(fault)
    return f"{found:g}"


def _spot(said: QueryDict, inputs: Inputs) -> tuple[str, str]:
    """Where: coordinates, or else the middle of a small area."""
    east, north = said.get("easting", "").strip(), said.get("northing", "").strip()
    if not east and not north and (area := said.get("area", "")):
        at = inputs.areas.codes.index(_area(area, inputs))
        return str(int(inputs.areas.easting[at])), str(int(inputs.areas.northing[at]))
    if not (east.isdecimal() and north.isdecimal()):
        raise DomainError(NO_SPOT)
    return east, north


def _area(text: str, inputs: Inputs) -> str:
    """The code of an area, given by its code or its name."""
    said = text.strip().casefold()
    for code, name in zip(inputs.areas.codes, inputs.areas.names, strict=True):
        if said and said in (code.casefold(), name.casefold(), f"{name} ({code})".casefold()):
            return code
    raise DomainError(f"There is no area “{text[:60]}” in this study. Give its name or code.")


class KeepForm(Form):
    """What a scenario is called."""

    title = forms.CharField(
        label="Name", max_length=120, help_text="For example: Close two, open one at the station."
    )


class BriefForm(Form):
    """Whom a brief is for, and until when it holds."""

    zone = forms.ChoiceField(label="Authority")
    scenario: Any = forms.ModelChoiceField(
        queryset=None, label="Scenario", required=False, empty_label="None: how things stand now"
    )
    matters = forms.CharField(
        label="Why it matters",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In a few sentences, to this authority’s own priorities.",
    )
    contact = forms.CharField(label="Who to ask", max_length=200)
    review_by = DayField(label="Review by", help_text="From that day on it may be out of date.")

    def __init__(self, *args: Any, choices: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "zone").choices = choices["zones"]
        field_of(self, "scenario").queryset = choices["scenarios"]


class SitingForm(Form):
    """What is looked for: closures or openings, how many, where."""

    what = forms.ChoiceField(
        label="What is looked for",
        choices=[
            ("close", "Which to close with least harm"),
            ("open", "Where new ones would help most"),
        ],
        widget=forms.RadioSelect,
        initial="close",
    )
    count = forms.IntegerField(label="How many", min_value=1, max_value=10, initial=1)
    zone = forms.ChoiceField(label="In which authority", required=False)
    units = forms.FloatField(
        label="Size of each new one", required=False, min_value=0.1, max_value=1e6
    )

    def __init__(self, *args: Any, zones: Sequence[tuple[str, str]], unit: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "zone").choices = [("", "Any that is studied"), *zones]
        if unit:
            field_of(self, "units").label = f"Size of each new one, {unit}"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("what") == "open" and given.get("units") is None and "units" in given:
            self.add_error("units", NO_SIZE)
        given["units"] = given.get("units") or 0.0
        return given
