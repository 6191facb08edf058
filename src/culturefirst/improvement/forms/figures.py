"""The forms of yearly figures."""

from collections.abc import Mapping
from typing import Any

from django import forms

from culturefirst.collaboration.queries.listings import people_at
from culturefirst.improvement.models import REASON, Collection, IndicatorSet
from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import field_of
from culturefirst.kit.forms import DateInput, Form
from culturefirst.kit.plain_yaml.nodes import LARGEST
from culturefirst.kit.uploads import UploadField
from culturefirst.network.models import Organisation, Person


class CollectionForm(Form):
    """What is asked of which year, and the days."""

    grouped = ("opens_on", "closes_on", "members_on", "public_on")
    year = forms.IntegerField(
        label="Year in which it begins", min_value=1990, max_value=2100,
        help_text="2010 for the financial year 2010/11.",
    )  # fmt: skip
    title = forms.CharField(
        label="Title", max_length=120, required=False, help_text="Empty: “Figures of 2010/11”."
    )
    uses: Any = forms.ModelChoiceField(
        IndicatorSet.objects.none(), label="Definitions", empty_label="Choose"
    )
    opens_on = forms.DateField(label="Opens on", widget=DateInput)
    closes_on = forms.DateField(label="Returns are wanted by", widget=DateInput)
    members_on = forms.DateField(label="Members read it by name from", widget=DateInput)
    public_on = forms.DateField(label="Everybody reads it without names from", widget=DateInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field_of(self, "uses").queryset = IndicatorSet.objects.visible_to(user)


class EditCollectionForm(EditForm, CollectionForm):
    """One that is there; what was announced keeps its year and definitions."""

    later_because = forms.CharField(
        label="Why a day comes later",
        required=False,
        max_length=500,
        help_text="Needed once figures were sent; everybody reads it.",
    )

    def __init__(self, *args: Any, collection: Collection, **kwargs: Any) -> None:
        self.collection = collection
        super().__init__(*args, **kwargs)
        field_of(self, "title").required = True
        if collection.stage != Collection.Stage.DRAFT:
            del self.fields["year"], self.fields["uses"]

    def another(self, **options: Any) -> "EditCollectionForm":
        return type(self)(**options, user=self.user, collection=self.collection)


class ReasonForm(Form):
    """Why something is taken back."""

    reason = forms.CharField(label="Why", max_length=500)


class SenderForm(Form):
    """Who may send the figures."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(), label="Who may send them", required=False,
        empty_label="Nobody else",
    )  # fmt: skip

    def __init__(self, *args: Any, body: Organisation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "person").queryset = people_at([body], user, clock.today())


class AskForm(Form):
    """A question about one figure."""

    key = forms.ChoiceField(label="About")
    words = forms.CharField(
        label="Question", max_length=REASON, widget=forms.Textarea(attrs={"rows": "3"})
    )

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "key").choices = [("", "Choose one"), *names.items()]


class AnswerForm(Form):
    """Why a figure is as it is."""

    words = forms.CharField(
        label="Your answer", max_length=REASON, widget=forms.Textarea(attrs={"rows": "3"})
    )


class FileForm(Form):
    """A file that is read before anything is kept of it."""

    file = UploadField(label="File", help_text="An Excel workbook (.xlsx) or CSV (.csv).")


class DefinitionsForm(Form):
    """A file of definitions."""

    file = forms.FileField(
        label="File of definitions",
        help_text="A YAML file, as the one that you can download beside each version.",
        error_messages={"required": "Choose the file first."},
    )

    def clean_file(self) -> str:
        """Its words."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 1 MB. Split it.")
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError("The file is not text. Save it as UTF-8.") from fault
