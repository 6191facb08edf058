"""A new programme from last year's: its title and period, and what goes on."""

from datetime import date, timedelta
from typing import Any

from django import forms

from culturefirst.kit.fields import DayField, field_of
from culturefirst.kit.forms import Form
from culturefirst.programme.forms.editing import upside_down
from culturefirst.programme.models import WorkProgramme
from culturefirst.programme.queries import ProgrammeView


class NextYearForm(Form):
    """Everything is proposed, so that sending it as it is makes a sound draft."""

    title = forms.CharField(label="Title", max_length=200)
    starts = DayField(label="First day")
    ends = DayField(label="Last day")
    going_on = forms.MultipleChoiceField(
        label="Targets that go on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Take the tick off what is done with. Dates move on with the programme. An "
        "activity goes on where it has no targets, or where one of its targets does.",
    )

    def __init__(self, *args: Any, view: ProgrammeView, **options: Any) -> None:
        open_lines = [line for line in view.lines if line.target.closed_on is None]
        initial = proposed(view.work_programme) | {
            "going_on": [str(line.target.pk) for line in open_lines]
        }
        super().__init__(*args, initial=initial, **options)
        field_of(self, "going_on").choices = _grouped(view)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if upside_down(said.get("starts"), said.get("ends")):
            self.add_error("ends", "The last day must not come before the first.")
        return said


def proposed(work_programme: WorkProgramme) -> dict[str, Any]:
    """The day after the old programme ends, for as long, under next year's name."""
    starts = work_programme.ends + timedelta(days=1)
    return {
        "title": next_title(work_programme),
        "starts": starts,
        "ends": _a_year_on(work_programme.ends),
    }


def next_title(work_programme: WorkProgramme) -> str:
    """The title with its years moved on: "2011-12" becomes "2012-13"."""
    year = work_programme.starts.year
    title = work_programme.title
    short = f"{(year + 1) % 100:02d}"
    for dash in ("-", "–", "/"):
        for old in (f"{year}{dash}{short}", f"{year}{dash}{year + 1}"):
            if old in title:
                return title.replace(old, f"{year + 1}{dash}{_second(old, year)}")
    return title.replace(str(year), str(year + 1))


def _second(old: str, year: int) -> str:
    return str(year + 2) if len(old) == 9 else f"{(year + 2) % 100:02d}"


def _a_year_on(day: date) -> date:
    following = day + timedelta(days=1)
    if following.day == 1:
        return following.replace(year=following.year + 1) - timedelta(days=1)
    return day.replace(year=day.year + 1)


def _grouped(view: ProgrammeView) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (each.activity.title, [(str(line.target.pk), line.target.text) for line in each.lines])
        for each in view.activities
        if each.lines
    ]
