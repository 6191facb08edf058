"""The forms of yearly figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from culturefirst.collaboration.queries.listings import people_at
from culturefirst.improvement.figures.checks import Flag
from culturefirst.improvement.figures.core import Section
from culturefirst.improvement.figures.saying import canonical, understood, written
from culturefirst.improvement.frameworks.nodes import LARGEST
from culturefirst.improvement.models import REASON, Collection, IndicatorSet, Return
from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.errors import DomainError
from culturefirst.kit.fields import field_of
from culturefirst.kit.forms import DateInput, Form
from culturefirst.kit.uploads import UploadField
from culturefirst.network.models import Organisation, Person

VALUE, WHY = "v-", "r-"


class AmountField(forms.CharField):
    """A number, "not known" or "does not apply", in one spelling; empty where nothing is said."""

    def __init__(self, item: Any) -> None:
        unit = "pounds" if item.unit == "£" else item.unit
        super().__init__(
            label=f"{item.title} ({item.unit})" if item.unit == "£" else f"{item.title}, {unit}",
            required=False,
            max_length=60,
            help_text=item.says,
            widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        )
        self.item = item

    def clean(self, value: Any) -> str:
        try:
            return canonical(super().clean(value), self.item)
        except DomainError as fault:
            raise forms.ValidationError(str(fault)) from fault


class SectionForm(EditForm):
    """One section of a return; where a check flags a figure, its reason is asked beside it."""

    def __init__(self, *args: Any, section: Section, flags: Iterable[Flag] = (), **kw: Any) -> None:
        self.section, self.flagged = section, list(flags)
        super().__init__(*args, **kw)
        self._add_fields()
        for name in self.editable:
            self.fields[name].show_hidden_initial = True

    @property
    def _asked(self) -> dict[str, list[Flag]]:
        found: dict[str, list[Flag]] = {}
        for flag in self.flagged:
            found.setdefault(flag.at, []).append(flag)
        return found

    def _add_fields(self) -> None:
        """The fields, which only the section knows."""
        for item in self.section.items:
            self.fields[f"{VALUE}{item.key}"] = AmountField(item)
            for flag in self._asked.get(item.key, ()):
                self.fields[f"{WHY}{flag.key}"] = forms.CharField(
                    label="Why it is so",
                    help_text=flag.says,
                    required=False,
                    max_length=REASON,
                    widget=forms.Textarea(attrs={"rows": "2"}),
                )

    def another(self, **options: Any) -> "SectionForm":
        return type(self)(**options, section=self.section, flags=self.flagged)

    @classmethod
    def of(
        cls, found: Return, section: Section, flags: Iterable[Flag], data: Any = None
    ) -> "SectionForm":
        """The form filled from a return, or from what was posted."""
        here = [flag for flag in flags if flag.at in {item.key for item in section.items}]
        made = cls(data, section=section, flags=here)
        made.initial = made.held_by(found)
        return made

    def held_by(self, found: Return) -> dict[str, Any]:
        values = {name: self.read(found, name) for name in self.editable}
        return values | {"seen": found.version}

    def held(self, record: Any) -> dict[str, Any]:  # type: ignore[override]
        return self.held_by(record)

    @staticmethod
    def read(record: Any, name: str) -> Any:
        if name.startswith(VALUE):
            return written(name.removeprefix(VALUE), record.values, record.states)
        return record.reasons.get(name.removeprefix(WHY), "")

    def deed(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """What the action is told of the changes."""
        items = {item.key: item for item in self.section.items}
        answers = {
            key: understood(text, items[key])
            for name, text in changes.items()
            if name.startswith(VALUE) and (key := name.removeprefix(VALUE))
        }
        reasons = {n.removeprefix(WHY): t for n, t in changes.items() if n.startswith(WHY)}
        return {"answers": answers, "reasons": reasons}


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
