"""The forms of areas and people: a file, and what it holds."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from culturefirst.intelligence.bringing.columns import OWN
from culturefirst.intelligence.bringing.reading import ending_of, require_known
from culturefirst.intelligence.models import AreaSet, Classification, PeopleFile
from culturefirst.kit.errors import DomainError
from culturefirst.kit.fields import DayField, field_of
from culturefirst.kit.forms import MISSING, Form
from culturefirst.kit.middleware import LARGEST_FILE

What = PeopleFile.What
MOST = LARGEST_FILE // 2**20
UNITS = {
    What.SEGMENTS: [
        ("", "Tell by the figures"), ("share", "Shares of 1"), ("percent", "Per cent"),
        ("count", "Counts of people or households"),
    ],
    What.RATES: [
        ("", "Tell by the figures"), ("share", "Shares of 1"), ("percent", "Per cent"),
    ],
    What.TIMES: [("", "Minutes"), ("seconds", "Seconds")],
}  # fmt: skip
# What is asked of each kind of file besides its columns, and under which heading.
ABOUT: Mapping[str, Sequence[str]] = {
    What.AREAS: (
        "area_set", "name", "kind", "year", "source", "licence",
        "population_name", "classification", "classification_name", "licensed",
    ),
    What.BOUNDARIES: ("area_set", "name", "kind", "year", "source", "licence", "add_areas"),
    What.PEOPLE: ("area_set", "name", "year", "source", "licence", "leave_out"),
    What.SEGMENTS: (
        "area_set", "classification", "classification_name", "source", "licence", "licensed",
        "unit", "leave_out",
    ),
    What.RATES: ("year", "source", "licence", "classification", "unit"),
    What.TIMES: (
        "area_set", "name", "day", "source", "licence", "unit", "places_by", "whole", "leave_out",
    ),
}  # fmt: skip
NAMES = {What.PEOPLE: "Name of the population"}


class PeopleFileForm(Form):
    """One file, and what kind of thing it holds."""

    what = forms.ChoiceField(label="What does it hold?", choices=What, widget=forms.RadioSelect)
    file = forms.FileField(
        label="The file",
        help_text=f"CSV or Excel (.xlsx) with heads in its first row; boundaries as GeoJSON, "
        f"TopoJSON or GeoPackage. CSV and GeoJSON may be packed (.gz). Up to {MOST} MB.",
        error_messages={
            "required": "Choose the file first.",
            "empty": "That file is empty. Save it again and choose it once more.",
        },
    )

    def clean(self) -> dict[str, Any]:
        """Whether the file is of a kind that is read for this."""
        said = super().clean() or {}
        file, what = said.get("file"), said.get("what")
        if file and what:
            try:
                require_known(file.name, what)
            except DomainError as fault:
                self.add_error("file", str(fault))
            if file.size > LARGEST_FILE:
                self.add_error("file", f"That file is larger than {MOST} MB. Pack it by gzip.")
        return said


class ChoiceForm(Form):
    """What the columns stand for, and of what the file is."""

    area_set: Any = forms.ModelChoiceField(
        AreaSet.objects.none(), label="Areas", required=False, empty_label="A new set of areas"
    )
    name = forms.CharField(label="Name of the new set", max_length=120, required=False)
    kind = forms.ChoiceField(label="Kind of area", choices=AreaSet.Kind, required=False)
    year = forms.CharField(label="Year", max_length=9, required=False)
    source = forms.CharField(
        label="Source", max_length=300, required=False, help_text="Whose figures, and their title."
    )
    licence = forms.CharField(label="Licence", max_length=200, required=False)
    population_name = forms.CharField(
        label="Name of the population", max_length=120, required=False,
        help_text="Where a column has the people who live there.",
    )  # fmt: skip
    classification: Any = forms.ModelChoiceField(
        Classification.objects.none(), label="Classification", required=False,
        empty_label="A new one",
    )  # fmt: skip
    classification_name = forms.CharField(
        label="Name of the new classification", max_length=120, required=False,
        help_text="Where segments are of one that is not here yet, such as “2011 OAC”.",
    )  # fmt: skip
    licensed = forms.BooleanField(
        label="It is licensed: never give it out", required=False,
        help_text="As with Mosaic: members read it on pages, and it is in no file and no API.",
    )  # fmt: skip
    day = DayField(
        label="As at", required=False, help_text="The day of the timetable, or of the roads."
    )
    places_by = forms.ChoiceField(
        label="Places are named by",
        choices=[("", "Their numbers here"), ("key", "Their keys in the list they are from")],
        required=False, help_text="A place’s number stands in its page’s address.",
    )  # fmt: skip
    whole = forms.BooleanField(
        label="The tool was asked about every area of the set", required=False,
        help_text="Then areas without a row are out of reach; else they are not known.",
    )  # fmt: skip
    unit = forms.ChoiceField(label="The figures are", required=False)
    leave_out = forms.BooleanField(
        label="Leave out rows of areas that are not in the set", required=False
    )
    add_areas = forms.BooleanField(label="Add areas that are not in the set yet", required=False)

    def __init__(self, *args: Any, file: PeopleFile, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = ABOUT[file.what]
        for name in [name for name in self.fields if name not in asked]:
            del self.fields[name]
        if "area_set" in asked:
            field_of(self, "area_set").queryset = AreaSet.objects.visible_to(user)
        if "classification" in asked:
            found = Classification.objects.visible_to(user)
            field_of(self, "classification").queryset = found
        if "unit" in asked:
            field_of(self, "unit").choices = UNITS[PeopleFile.What(file.what)]
        if file.what == What.PEOPLE:
            field_of(self, "name").label = "Name of the population"
            field_of(self, "area_set").empty_label = "Choose"
        if file.what == What.TIMES:
            field_of(self, "name").label = "Name of the table"
            field_of(self, "area_set").empty_label = "Choose"
            field_of(self, "leave_out").label = "Leave out rows of areas or places not here"
        if file.what == What.RATES:
            field_of(self, "classification").empty_label = "None: they are not by segment"
            field_of(self, "year").help_text = "Where no column says it: 2010/11."
        self._columns(file)
        self._needed(file)

    def _columns(self, file: PeopleFile) -> None:
        heads = [(head, head) for head in file.found.get("heads", []) if head]
        self.column_names = []
        for known in OWN[file.what]:
            name = f"column_{known.name}"
            empty = "Choose" if known.needed else "None of them"
            self.fields[name] = forms.ChoiceField(
                label=known.title, choices=[("", empty), *heads], required=known.needed,
                error_messages={"required": MISSING},
                help_text=known.help,
            )  # fmt: skip
            self.column_names.append(name)

    def _needed(self, file: PeopleFile) -> None:
        """What must be said: of a set that is here, all is said already."""
        needed = {
            What.PEOPLE: ("area_set", "name", "year", "source", "licence"),
            What.SEGMENTS: ("area_set",),
            What.RATES: (),
            What.TIMES: ("area_set", "name", "day", "source", "licence"),
        }.get(What(file.what), ("name", "year", "source", "licence"))
        if file.what in (What.AREAS, What.BOUNDARIES) and self["area_set"].value():
            needed = ()
        for name in needed:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = MISSING

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields that say what columns stand for."""
        return [self[name] for name in self.column_names]

    @property
    def about(self) -> list[forms.BoundField]:
        """The others."""
        return [field for field in self.visible_fields() if field.name not in self.column_names]

    @classmethod
    def held(cls, file: PeopleFile) -> dict[str, Any]:
        """What was chosen so far, as the form shows it."""
        columns = file.choice.get("columns", {})
        rest = {name: value for name, value in file.choice.items() if name != "columns"}
        return rest | {f"column_{name}": head for name, head in columns.items()}

    @property
    def choice(self) -> dict[str, Any]:
        """As it is kept with the file."""
        said = dict(self.cleaned_data)
        columns = {
            name.removeprefix("column_"): said.pop(name)
            for name in self.column_names
            if said.get(name)
        }
        for name in self.column_names:
            said.pop(name, None)
        if said.get("day"):
            said["day"] = said["day"].isoformat()
        return {name: getattr(value, "pk", value) for name, value in said.items()} | {
            "columns": columns
        }

    def clean_year(self) -> str:
        """A year of four figures; rates may be of two years."""
        year = str(self.cleaned_data["year"]).strip()
        plain = year.isascii() and year.isdigit() and 1801 <= int(year) <= 2200
        if year and "column_activity" not in self.fields and not plain:
            raise forms.ValidationError("Write the year in four figures, such as 2011.")
        return year


KINDS = {"oa": "output", "lsoa": "lower", "msoa": "middle", "wd": "ward", "ward": "ward",
         "lad": "authority"}  # fmt: skip


def first_choice(what: str, name: str, heads: Sequence[str]) -> dict[str, Any]:
    """What can be said of a file before anybody chose, by its name and its heads."""
    stem = name.removesuffix(ending_of(name)).replace("_", " ").strip()[:100]
    said = {"name": stem[:1].upper() + stem[1:]}
    if what not in (What.AREAS, What.BOUNDARIES):
        return said if what in (What.PEOPLE, What.TIMES) else {}
    for head in (stem, *heads):
        found = re.match(r"(oa|lsoa|msoa|wd|ward|lad)(\d\d)", head.casefold())
        if found:
            said |= {"kind": KINDS[found[1]], "year": f"20{found[2]}"}
            break
    else:
        said["kind"] = AreaSet.Kind.OTHER.value
    return said | {"population_name": "Residents"}
