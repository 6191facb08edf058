"""The forms by which events are made from others: a copy, and a series from a pattern."""

from typing import Any, ClassVar

from django import forms

from culturefirst.events.forms.planning import BeginForm, Sections
from culturefirst.events.patterns import MOST, NTH, WEEKDAYS, Pattern
from culturefirst.events.when import shown
from culturefirst.kit.errors import DomainError
from culturefirst.kit.fields import DayField
from culturefirst.kit.forms import Form


class CloneForm(Form):
    """On which day the copy begins, and what it is called."""

    on = DayField(label="On which day", help_text="At the same time; sessions move along.")
    title = forms.CharField(max_length=200)


class SeriesForm(BeginForm):
    """A new event, and when it comes again."""

    sections: ClassVar[Sections] = (
        ("How often", ("every", "unit", "on", "nth", "until", "times")),
        *BeginForm.sections,
    )
    grouped: ClassVar[tuple[str, ...]] = (*BeginForm.grouped, "every", "unit", "until", "times")
    every = forms.IntegerField(label="Every", min_value=1, max_value=52, initial=1)
    unit = forms.ChoiceField(
        label="Weeks or months", choices=[("weeks", "weeks"), ("months", "months")]
    )
    on = forms.TypedChoiceField(
        label="On which weekday", coerce=int, choices=list(enumerate(WEEKDAYS))
    )
    nth = forms.TypedChoiceField(
        label="Which of the month’s",
        coerce=int,
        required=False,
        choices=[("", "In weeks: none"), *NTH.items()],
        help_text="Where it comes in months.",
    )
    until = DayField(label="Until", required=False)
    times = forms.IntegerField(
        label="Or so many times", min_value=1, max_value=MOST, required=False
    )

    @property
    def editable(self) -> list[str]:
        """Nothing is shown as it was: the form is always a new one."""
        return []

    def clean(self) -> dict[str, Any]:
        """The pattern makes days, from the day on which the first begins."""
        given = super().clean()
        if self.errors:
            return given
        if given["unit"] == "months" and not given["nth"]:
            self.add_error("nth", "Say which of the month’s: the first, the last …")
            return given
        pattern = Pattern(
            starts=shown(given["starts_at"]).date(),
            every=given["every"],
            unit=given["unit"],
            on=given["on"],
            nth=int(given["nth"] or 0) if given["unit"] == "months" else 0,
            until=given["until"],
            times=given["times"],
        )
        try:
            pattern.days()
        except DomainError as refusal:
            self.add_error("until", str(refusal))
        return given | {"pattern": pattern}

    @property
    def event_data(self) -> dict[str, Any]:
        """What each event of the series says."""
        own = {"every", "unit", "on", "nth", "until", "times", "grown", "seen"}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}
