"""A sub-region's names, and the file of organisations."""

from typing import Any

from django import forms

from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import LinesField
from culturefirst.kit.forms import Form
from culturefirst.kit.sheets import MOST_BYTES


class PlaceForm(Form):
    """The name of a sub-region and what else people call it."""

    name = forms.CharField(label="Name", max_length=100)
    short_names = LinesField(
        label="Short names",
        help_text="One on each line, as documents write it: Cambs. A document's “Cambs” is then "
        "understood as this sub-region.",
        required=False,
    )


class EditPlaceForm(PlaceForm, EditForm):
    """A sub-region that two people may edit."""


class OrganisationsFileForm(Form):
    """One file of organisations."""

    file = forms.FileField(
        label="The file",
        help_text="Excel (.xlsx) or CSV, up to 5 MB, with heads in its first row.",
        error_messages={
            "required": "Choose the file first.",
            "empty": "That file is empty. Save it again and choose it once more.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("That file is larger than 5 MB. Split it into parts.")
        return file
