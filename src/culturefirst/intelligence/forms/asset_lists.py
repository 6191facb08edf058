"""Forms on lists of places: the file, and what its columns are."""

from typing import Any

from django import forms

from culturefirst.intelligence.models import AssetKind, AssetSource
from culturefirst.intelligence.places.plan import REFUSE, TAKE
from culturefirst.intelligence.places.rows import EMPTY, LEAVE
from culturefirst.kit.forms import Form
from culturefirst.kit.middleware import LARGEST_FILE
from culturefirst.kit.sheets import MOST_BYTES as MOST_OF_ROWS

CHOOSE = {
    "required": "Choose the file first.",
    "empty": "That file is empty. Save it again and choose it once more.",
}


class AssetFileForm(Form):
    """One file of places, where it is from, and the kind of all of them."""

    file = forms.FileField(
        label="The file",
        help_text="CSV, Excel (.xlsx), GeoJSON or GeoPackage, as it is published. Up to "
        f"{LARGEST_FILE // 2**20} MB; CSV and GeoJSON may be packed (.gz).",
        error_messages=CHOOSE,
    )
    source = forms.ModelChoiceField(
        AssetSource.objects.all(), required=False, empty_label="Written down here",
        help_text="Whose list it is: by it, the next edition finds its places again.",
    )  # fmt: skip
    kind = forms.ModelChoiceField(
        AssetKind.objects.in_use(), label="Kind, where the rows do not say", required=False,
        empty_label="The rows say it",
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            most = LARGEST_FILE // 2**20
            raise forms.ValidationError(f"That file is larger than {most} MB. Pack it by gzip.")
        return file


class MappingForm(Form):
    """What holds for all rows of a list."""

    source = forms.ModelChoiceField(
        AssetSource.objects.all(), required=False, empty_label="Written down here"
    )
    kind = forms.ModelChoiceField(
        AssetKind.objects.in_use(), label="Kind, where the rows do not say", required=False,
        empty_label="The rows say it", to_field_name="key",
    )  # fmt: skip
    outside = forms.ChoiceField(
        label="Places outside of the network's area",
        choices=[
            (REFUSE, "Tell me of them as faults"),
            (LEAVE, "Leave them out"),
            (TAKE, "Take them too"),
        ],
    )
    unclear = forms.ChoiceField(
        label="Cells that are not understood",
        required=False,
        choices=[("", "Tell me of them as faults"), (EMPTY, "Take them as empty")],
    )


class PostcodesFileForm(Form):
    """A file of postcodes with their middles."""

    file = forms.FileField(
        label="The file",
        help_text="CSV with postcode, easting and northing, up to 5 MB a file.",
        error_messages=CHOOSE,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_OF_ROWS:
            raise forms.ValidationError("That file is larger than 5 MB. Bring it in parts.")
        return file
