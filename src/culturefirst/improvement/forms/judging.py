"""The forms by which a criterion is agreed and evidence is added."""

from typing import Any

from django import forms

from culturefirst.improvement.models import Assessment, Criterion
from culturefirst.improvement.queries.answers import level_of
from culturefirst.improvement.queries.evidence import record_at
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of, words
from culturefirst.kit.forms import Form
from culturefirst.kit.uploads import ACCEPT, UploadField

LINK = "https://…, or the address of a page of this site"


class JudgementForm(EditForm):
    """What is agreed of one criterion."""

    level = forms.ChoiceField(label="Level", required=False, widget=forms.RadioSelect)
    why = words("Reason", required=False, help_text="Why this level and not the next.")
    strengths = words("Strengths", required=False)
    areas = words("Areas for improvement", required=False)
    agreed = forms.BooleanField(label="We agree on this", required=False)

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        self.given = {"assessment": assessment}
        super().__init__(*args, **kwargs)
        levels = [(str(each["value"]), each["name"]) for each in assessment.framework.levels]
        field_of(self, "level").choices = [
            *levels, ("na", "Does not apply"), ("", "Not scored yet"),
        ]  # fmt: skip

    def another(self, **options: Any) -> "JudgementForm":
        return type(self)(**options, **self.given)

    @staticmethod
    def read(record: Any, name: str) -> Any:
        if name == "level":
            return level_of(record)
        if name == "agreed":
            return record.agreed_on is not None
        return getattr(record, name)

    @staticmethod
    def as_stored(changes: dict[str, Any]) -> dict[str, Any]:
        """What the action takes: a level as its value, or that it does not apply."""
        given = {name: value for name, value in changes.items() if name != "level"}
        if "level" not in changes:
            return given
        level = changes["level"]
        value = int(level) if level not in ("", "na") else None
        return given | {"value": value, "applies": level != "na"}


class EvidenceForm(Form):
    """A link, a page of this site, or a file, and what it shows."""

    title = forms.CharField(label="What it is", max_length=200)
    address = forms.CharField(label="Link", max_length=500, required=False, help_text=LINK)
    upload = UploadField(
        label="Or a file", required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
    dated = DayField(label="From which day", required=False)
    criteria: Any = forms.ModelMultipleChoiceField(
        Criterion.objects.none(),
        label="Which criteria it shows",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one criterion that it shows."},
    )

    def __init__(self, *args: Any, user: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        _offer(self, criteria)

    def clean(self) -> dict[str, Any]:
        """The link told apart: a record of this site, or an address elsewhere."""
        given: dict[str, Any] = super().clean() or {}
        address, upload = given.pop("address", ""), given.get("upload")
        if bool(address) == bool(upload):
            if "upload" not in self.errors and "address" not in self.errors:
                self.add_error("address", "Give a link or a file: one of the two.")
            return given
        if address:
            found = record_at(self.user, address)
            given |= {"record": found[0]} if found else {"url": self._link(address)}
        return given

    def _link(self, address: str) -> str:
        try:
            return str(forms.URLField(assume_scheme="https").clean(address))
        except forms.ValidationError:
            self.add_error("address", "This is no address. Copy it from your browser's own line.")
            return ""


class EvidenceForForm(Form):
    """Which criteria a piece of evidence shows; ``shown`` are those that the page had ticked."""

    title = forms.CharField(label="What it is", max_length=200)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    criteria: Any = forms.ModelMultipleChoiceField(
        Criterion.objects.none(),
        label="Which criteria it shows",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one criterion that it shows."},
    )

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, criteria)

    def clean_shown(self) -> list[int] | None:
        """The keys; nothing where the page did not say."""
        said = self.cleaned_data["shown"]
        return [int(each) for each in said.split(",") if each.isdecimal()] if said else None


def _offer(form: Form, criteria: list[Criterion]) -> None:
    rows = Criterion.objects.filter(pk__in=[each.pk for each in criteria])
    field_of(form, "criteria").queryset = rows.order_by("theme__position", "position")
