"""Forms of the website."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from culturefirst.kit.forms import Form
from culturefirst.library.models import Entry, Kind, ResourcePage
from culturefirst.library.queries import about_any
from culturefirst.network.models import Service, SubRegion, Topic

EVERY = ("", "All")


class SectionFilter(Form):
    """Which entries of a section the list shows."""

    topic = forms.ModelChoiceField(
        Topic.objects.all(), label="Topic", required=False, to_field_name="slug", empty_label="All"
    )
    service = forms.ChoiceField(label="Service", required=False, choices=[EVERY, *Service.choices])
    place = forms.ModelChoiceField(
        SubRegion.objects.all(),
        label="Sub-region",
        required=False,
        to_field_name="slug",
        empty_label="All",
    )
    form = forms.ChoiceField(
        label="Form", required=False, choices=[EVERY, *ResourcePage.Form.choices]
    )
    year = forms.ChoiceField(label="Year", required=False)

    def __init__(self, data: Any, *, kind: str, years: Iterable[int]) -> None:
        super().__init__(data)
        if kind != Kind.RESOURCE:
            del self.fields["form"]
        listed: Any = self.fields["year"]
        listed.choices = [EVERY, *((str(year), str(year)) for year in years)]

    @property
    def in_use(self) -> bool:
        """Whether anything is asked for."""
        return any(self[name].value() for name in self.fields)

    def narrowed(self, rows: "QuerySet[Entry]") -> "QuerySet[Entry]":
        """The entries asked for; none where something was asked for that there is not."""
        if not self.is_bound:
            return rows
        if not self.is_valid():
            return rows.none()
        if topic := self.cleaned_data["topic"]:
            rows = about_any(rows, [topic])
        paths = {
            "service": "entry_services__service",
            "place": "sub_region",
            "form": "resourcepage__form",
            "year": "published_on__year",
        }
        asked = {
            paths[name]: value
            for name, value in self.cleaned_data.items()
            if value and name in paths
        }
        return rows.filter(**asked)
