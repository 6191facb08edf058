"""Which bodies a list shows, and the facts of one."""

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, SubRegion

EVERY = [("", "All")]


class OrganisationFilter(Form):
    """Which bodies the list shows."""

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[*EVERY, *Organisation.Kind.choices]
    )
    sub_region = forms.ModelChoiceField(
        label="Sub-region",
        required=False,
        queryset=SubRegion.objects.all(),
        to_field_name="slug",
        empty_label="All",
    )
