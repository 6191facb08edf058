"""Bringing a document in: the file, and what the reader understood, to agree to or change."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from culturefirst.kit.fields import DayField, QuickSelect, field_of
from culturefirst.kit.forms import Form
from culturefirst.measures.register import MEASURES
from culturefirst.programme.forms.editing import TargetFields, upside_down
from culturefirst.programme.models import WorkProgramme
from culturefirst.programme.narrowing import OWN
from culturefirst.programme.reading.document import Document
from culturefirst.programme.reading.document import Target as PrintedTarget

LARGEST = 20 * 2**20
Choices = list[tuple[str, str]]


class UploadForm(Form):
    """One file."""

    file = forms.FileField(
        label="The document",
        help_text="Word (.docx), Excel (.xlsx), CSV or plain text, up to 20 MB.",
        error_messages={
            "required": "Choose the file first.",
            "empty": "That file is empty. Save it again and choose it once more.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "That file is larger than 20 MB. Take the pictures out of it and try again."
            )
        return file


class ReadProgrammeForm(Form):
    """The document's own title and period, and what becomes of it."""

    title = forms.CharField(label="Title", max_length=200)
    starts = DayField(label="First day")
    ends = DayField(label="Last day")
    state = forms.ChoiceField(
        label="Once imported, it is",
        choices=[
            (WorkProgramme.State.DRAFT, "a draft, which only people of the network see"),
            (WorkProgramme.State.CURRENT, "the current programme; the one before it is closed"),
        ],
        widget=forms.RadioSelect,
        initial=WorkProgramme.State.DRAFT,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if upside_down(said.get("starts"), said.get("ends")):
            self.add_error("ends", "The last day must not come before the first.")
        return said


class ReadTargetForm(TargetFields):
    """One target as the reader understood it."""

    measure = forms.ChoiceField(label="Counted by", required=False, widget=QuickSelect)
    filters = forms.ChoiceField(label="Only", required=False, widget=QuickSelect)
    agreed = forms.BooleanField(label="Yes, this is what it means", required=False)
    field_order = ["text", "kind", "quantity", "unit", "per", "starts", "due"]

    def __init__(self, *args: Any, read: PrintedTarget, offered: "Offered", **options: Any) -> None:
        initial = {name: getattr(read, name) for name in vars(read)}
        initial |= {"filters": as_choice(read.filters), "agreed": read.sure}
        super().__init__(*args, initial=initial, **options)
        field_of(self, "measure").choices = offered.measures
        field_of(self, "filters").choices = offered.filters_with(read.filters)
        if read.sure:
            del self.fields["agreed"]
        self.read = read

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        measure = MEASURES.get(said.get("measure") or "")
        filters = json.loads(said.get("filters") or "{}")
        if measure is not None and (unknown := set(filters) - set(measure.dimensions)):
            self.add_error(
                "filters",
                f"{measure.title} cannot be narrowed by {', '.join(sorted(unknown))}. "
                "Choose “everything”, or another measure.",
            )
        return said

    @property
    def target(self) -> PrintedTarget:
        """The target as the person leaves it; what they changed or ticked, they are sure of."""
        said = dict(self.cleaned_data)
        agreed = said.pop("agreed", True)
        said["filters"] = json.loads(said["filters"] or "{}") if said["measure"] else {}
        for name in ("unit", "per", "direction", "measure"):
            said[name] = said[name] or None
        changed = set(self.changed_data) - {"agreed"}
        return PrintedTarget(**said, sure=bool(agreed or changed))


class Offered:
    """The measures to choose from and what they can be narrowed by, asked for once a page."""

    def __init__(self) -> None:
        self.measures: Choices = [("", "nothing: a person declares it")]
        self.measures += [(measure.key, measure.title) for measure in MEASURES]
        self._filters: dict[str, str] = {"": "everything"}
        for measure in MEASURES:
            for name, dimension in measure.dimensions.items():
                if name not in OWN:
                    for _, words in dimension.choices():
                        self._filters[as_choice({name: str(words)})] = f"{dimension.title}: {words}"

    def filters_with(self, own: Mapping[str, Any]) -> Choices:
        """Every single filter, and the target's own if that is none of them."""
        said = ", ".join(str(value) for value in own.values())
        return list(({as_choice(own): said} | self._filters if own else self._filters).items())


def as_choice(filters: Mapping[str, Any]) -> str:
    """Filters as a form's value."""
    return json.dumps(dict(filters), sort_keys=True) if filters else ""


class Preview:
    """The whole page: the programme's form and a form a target, in the document's order."""

    def __init__(self, document: Document, data: Mapping[str, Any] | None = None) -> None:
        self.document = document
        head = {"title": document.title, "starts": document.starts, "ends": document.ends}
        self.programme = ReadProgrammeForm(data, initial=head)
        offered = Offered()
        self.targets: Sequence[ReadTargetForm] = [
            ReadTargetForm(data, read=target, offered=offered, prefix=f"t{place}")
            for place, target in enumerate(document.targets)
        ]

    def is_valid(self) -> bool:
        """Whether every form is sound (all are asked, so that every fault shows at once)."""
        return all([self.programme.is_valid(), *(form.is_valid() for form in self.targets)])

    @property
    def faulty(self) -> list[ReadTargetForm]:
        return [form for form in self.targets if form.errors]

    @property
    def state(self) -> str:
        return str(self.programme.cleaned_data["state"])

    def agreed(self) -> Document:
        """The document as the person leaves it."""
        changed = Document.from_json(self.document.to_json())
        said = self.programme.cleaned_data
        changed.title, changed.starts, changed.ends = said["title"], said["starts"], said["ends"]
        forms_left = iter(self.targets)
        for activity in changed.activities:
            activity.targets = [next(forms_left).target for _ in activity.targets]
        return changed
