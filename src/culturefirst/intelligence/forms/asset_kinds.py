"""Forms on kinds of places, their file, and sources."""

from typing import Any

from django import forms

from culturefirst.intelligence.models import Sector
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, LinesField, words
from culturefirst.kit.forms import Form
from culturefirst.kit.plain_yaml.nodes import LARGEST
from culturefirst.kit.plain_yaml.values import SLUG


class ElementsField(LinesField):
    """What is asked of each place, one a line: the key, a colon, the question."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return "\n".join(f"{each['key']}: {each['label']}" for each in value)
        return super().prepare_value(value)

    def clean(self, value: Any) -> Any:
        """Each as its key and its label."""
        found: list[dict[str, str]] = []
        for line in super().clean(self.prepare_value(value)):
            key, _, label = (part.strip() for part in line.partition(":"))
            if not SLUG.fullmatch(key) or not label:
                raise forms.ValidationError(
                    f"“{line[:60]}” is no question. Write a key in small letters, a colon and what "
                    "is asked, such as: step-free: Step-free way in."
                )
            found.append({"key": key[:60], "label": label[:100]})
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "").split() != str(data or "").split()


class KindForm(EditForm):
    """A kind of place that two people may edit."""

    name = forms.CharField(max_length=100)
    sector = forms.ChoiceField(choices=Sector.choices)
    definition = words("What counts as one", required=False)
    unit = forms.CharField(
        label="What its room is counted in", max_length=60, required=False,
        help_text="Such as seats, badminton courts, m² of water.",
    )  # fmt: skip
    elements = ElementsField(
        label="What is asked of each", required=False, rows=8,
        help_text="One a line, as key: question. Each is answered with yes, no or not known.",
    )  # fmt: skip
    called = LinesField(label="Other words for it in lists", required=False)
    active_places = LinesField(label="Its types in Active Places", required=False)
    public = forms.BooleanField(label="Anybody may read of these places", required=False)


class NewKindForm(KindForm):
    """A kind that is not here yet, with its key."""

    field_order = ("key", "name")
    key = forms.SlugField(
        max_length=60, help_text="Small letters, figures and hyphens. It never changes."
    )


class KindsFileForm(Form):
    """The file of kinds."""

    file = forms.FileField(
        label="The file",
        help_text="YAML, as it is downloaded here.",
        error_messages={"required": "Choose the file first."},
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("That file is larger than 1 MB. Split it into two files.")
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError("The file is not UTF-8. Save it as such.") from None


class SourceForm(EditForm):
    """Where facts are from."""

    name = forms.CharField(max_length=200)
    publisher = forms.CharField(label="Who publishes it", max_length=200, required=False)
    licence = forms.CharField(max_length=200, required=False)
    address = forms.URLField(
        label="Web address", max_length=500, required=False, assume_scheme="https"
    )
    as_at = DayField(label="Facts are as at", required=False)
    open = forms.BooleanField(
        label="Anybody may read and reuse it: its places are public and in the open data",
        required=False,
    )
