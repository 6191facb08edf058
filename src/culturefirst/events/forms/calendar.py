"""What the calendar is narrowed by."""

from datetime import date
from typing import Any

from django import forms

from culturefirst.events.models import Kind
from culturefirst.events.queries.calendar import Asked, months_ahead
from culturefirst.kit.forms import Form
from culturefirst.network.models import SubRegion, Topic


class CalendarFilter(Form):
    """Kind, place, topic, month, and for whom it is; what makes no sense narrows nothing."""

    kind = forms.ChoiceField(required=False, choices=[("", "All kinds"), *Kind.choices])
    sub_region = forms.ModelChoiceField(
        SubRegion.objects.all(),
        label="Sub-region",
        required=False,
        empty_label="The whole area",
        to_field_name="slug",
    )
    topic = forms.ModelChoiceField(
        Topic.objects.filter(retired_on__isnull=True),
        required=False,
        empty_label="All topics",
        to_field_name="slug",
    )
    month = forms.ChoiceField(required=False)
    whom = forms.ChoiceField(
        label="For whom",
        required=False,
        choices=[
            ("", "Everybody and groups"),
            ("all", "Everybody in the network"),
            ("some", "A group, or people who were chosen"),
        ],
    )

    def __init__(self, *args: Any, today: date, months: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not months:
            del self.fields["month"]
            return
        named = [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in months_ahead(today)]
        self.fields["month"].choices = [("", "All months"), *named]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        """What is asked for, as far as it could be read."""
        if not self.is_bound:
            return Asked()
        self.is_valid()
        given = self.cleaned_data
        month = given.get("month")
        return Asked(
            kind=given.get("kind", ""),
            sub_region=given.get("sub_region"),
            topic=given.get("topic"),
            month=date.fromisoformat(f"{month}-01") if month else None,
            whom=given.get("whom", ""),
        )
