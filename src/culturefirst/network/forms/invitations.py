"""The forms of inviting."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from culturefirst.kit import sheets
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import Form
from culturefirst.network import inviting
from culturefirst.network.forms.joining import AddressField
from culturefirst.network.inviting import Line
from culturefirst.network.models import MEMBERS_ROLES, Organisation


class ListForm(Form):
    """A file of people to invite."""

    file = forms.FileField(
        label="The list, as Excel or CSV",
        help_text=(
            "One person a row, with heads: name, email, organisation, and if you like role "
            "(officer, councillor or partner) and job title."
        ),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    def clean(self) -> dict[str, Any]:
        """The file's name and its rows; a sentence for what cannot be read."""
        told = super().clean() or {}
        if (file := told.pop("file", None)) is None:
            return told
        with TemporaryDirectory() as folder:
            path = Path(folder) / "list"
            path.write_bytes(file.read())
            try:
                told["rows"] = inviting.rows_of(sheets.read(path, file.name))
            except DomainError as refusal:
                raise ValidationError({"file": str(refusal)}) from refusal
        return told | {"name": file.name}


class InviteForm(Form):
    """One person to invite."""

    name = forms.CharField(label="Their name", max_length=200)
    email = AddressField(label="Their work email address")
    organisation = forms.ModelChoiceField(
        label="Organisation", queryset=Organisation.objects.none(), empty_label="Choose one"
    )
    role = forms.ChoiceField(
        label="Role", choices=[(role.value, role.label) for role in MEMBERS_ROLES]
    )
    title = forms.CharField(label="Their job title or office", max_length=200)
    portfolio = forms.CharField(
        label="Their portfolio, if a councillor", max_length=200, required=False
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]


class RowForm(Form):
    """A row with faults, to be put right on the page."""

    left_out = forms.BooleanField(label="Leave this row out", required=False)

    def __init__(self, line: Line, data: Mapping[str, Any] | None = None) -> None:
        initial = dict(line.cells) | {"left_out": line.left_out}
        super().__init__(data, initial=initial, prefix=f"row-{line.number}")
        self.line = line
        for name, title in inviting.TITLES.items():
            self.fields[name] = forms.CharField(label=title, required=False, strip=True)
        self.order_fields([*inviting.TITLES, "left_out"])
        if data is None:
            self._tell()

    @property
    def to_mend(self) -> list[forms.BoundField]:
        """The cells that have a fault."""
        return [self[name] for name in inviting.TITLES if self[name].errors]

    @property
    def the_rest(self) -> list[forms.BoundField]:
        """The cells that are sound."""
        return [self[name] for name in inviting.TITLES if not self[name].errors]

    def _tell(self) -> None:
        """Each fault stands beside its field from the first look on."""
        self.is_bound, self.data = True, self._shown()
        self.full_clean()
        for fault in self.line.faults:
            self.add_error(fault.column, fault.says)

    def _shown(self) -> dict[str, Any]:
        cells = {self.add_prefix(name): value for name, value in self.line.cells.items()}
        return cells | ({self.add_prefix("left_out"): "on"} if self.line.left_out else {})
