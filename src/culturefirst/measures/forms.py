"""What a figure may be narrowed by, on its own page."""

from typing import Any

from django import forms
from django.http import QueryDict

from culturefirst.kit.forms import DateInput, Form
from culturefirst.measures.core import Dimension, Measure

ALL = [("", "All")]
KEPT = ("months",)  # what else the page's address says, and goes along


class Narrowing(Form):
    """The days and the scope of a figure, sent as the very address that asks for it.

    Only what this person may ask by is offered. What cannot be chosen from a list (the target
    whose log is counted) stays as the address has it.
    """

    def __init__(self, measure: Measure, told: QueryDict, user: Any) -> None:
        super().__init__(told, auto_id="narrow-%s")
        for name, dimension in measure.dimensions.items():
            if offered := _offered(dimension, user):
                choices = [*ALL, *((str(value), shown) for value, shown in offered)]
                self.fields[name] = forms.ChoiceField(
                    label=dimension.title, choices=choices, required=False
                )
            else:
                self._carry(name, told)
        if measure.stock:
            self._carry("from", told)
        else:
            self.fields["from"] = forms.DateField(label="From", widget=DateInput, required=False)
        to = "Counted on" if measure.stock else "Up to"
        self.fields["to"] = forms.DateField(label=to, widget=DateInput, required=False)
        for name in KEPT:
            self._carry(name, told)

    def _carry(self, name: str, told: QueryDict) -> None:
        if told.get(name):
            self.fields[name] = forms.CharField(widget=forms.HiddenInput)


def _offered(dimension: Dimension, user: Any) -> list[tuple[Any, str]]:
    """The values with their names; of records that not everybody may know of, those one may."""
    if dimension.seen is None:
        return dimension.choices()
    return [(record.pk, str(record)) for record in dimension.seen(user)]
