"""The forms of inviting."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from culturefirst.kit import sheets
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import Form
from culturefirst.kit.wording import figure, plural
from culturefirst.network import inviting
from culturefirst.network.forms.joining import AddressField
from culturefirst.network.forms.posts import roles_to_give
from culturefirst.network.inviting import Line
from culturefirst.network.models import Organisation, Role, SubRegion
from culturefirst.network.policy import manage_network
from culturefirst.network.queries.joining import bodies_kept


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
    """One person to invite; the team's roles, and who leads, are asked of who may give them."""

    name = forms.CharField(label="Their name", max_length=200)
    email = AddressField(label="Their work email address")
    organisation = forms.ModelChoiceField(
        label="Organisation", queryset=Organisation.objects.none(), empty_label="Choose one"
    )
    role = forms.ChoiceField(label="Role")
    sub_region = forms.ModelChoiceField(
        label="Sub-region, of an improvement manager",
        queryset=SubRegion.objects.none(),
        required=False,
        empty_label="None",
    )
    title = forms.CharField(label="Their job title or office", max_length=200)
    portfolio = forms.CharField(
        label="Their portfolio, if a councillor", max_length=200, required=False
    )
    leads = forms.BooleanField(
        label="They keep the people of their organisation in order", required=False
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = bodies_kept(by)
        fields["role"].choices = roles_to_give(by)
        if manage_network.allows(by):
            fields["sub_region"].queryset = SubRegion.objects.all()
        else:
            del fields["sub_region"], fields["leads"]

    def clean(self) -> dict[str, Any]:
        """An improvement manager is seconded to a sub-region, and nobody else is."""
        told = super().clean() or {}
        manager, place = told.get("role") == Role.IMPROVEMENT_MANAGER, told.get("sub_region")
        if manager and place is None:
            self.add_error("sub_region", "Say to which sub-region they are seconded.")
        elif place is not None and not manager:
            says = "Only an improvement manager is seconded to a sub-region. Choose none."
            self.add_error("sub_region", says)
        return told


class MeantForm(Form):
    """Which organisation is meant by a name that nobody bears, in every row that gives it."""

    NONE, LEAVE = "none", "leave"

    meant = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    name = forms.CharField(required=False)

    def __init__(
        self,
        text: str,
        numbers: Sequence[int],
        near: Sequence[str],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.text, self.numbers, self.near = text, numbers, near
        # By the name itself, so that an answer finds its question on a page that has changed.
        super().__init__(
            data, prefix=f"body-{sha256(inviting.plain(text).encode()).hexdigest()[:12]}"
        )
        choices = [(f"is:{each}", each) for each in near]
        rows = "this row" if len(numbers) == 1 else f"these {plural(len(numbers), 'row')}"
        choices += [(self.NONE, f"{'None of these' if near else 'Another'}, whose name I type")]
        choices += [(self.LEAVE, f"Leave {rows} out")]
        self.fields["meant"].choices = choices  # type: ignore[attr-defined]

    @property
    def where(self) -> str:
        """The rows that give the name, in words."""
        first, more = self.numbers[:MOST_NUMBERS], len(self.numbers) - MOST_NUMBERS
        told = ", ".join(str(number) for number in first)
        rows = f"row{'s' if len(self.numbers) > 1 else ''} {told}"
        return f"{rows} and {figure(more)} more" if more > 0 else rows

    @property
    def asks(self) -> str:
        """The label of the name that is typed."""
        return "Its name, if none of these" if self.near else "Its name"

    @property
    def answer(self) -> str | None:
        """The name that is meant; "" to leave the rows out; ``None`` where nothing was said."""
        said = self.cleaned_data.get("meant", "")
        if said == self.LEAVE:
            return ""
        if said.startswith("is:"):
            return str(said.removeprefix("is:"))
        return self.cleaned_data.get("name", "").strip() or None


MOST_NUMBERS = 12  # of rows, named one by one
Offers = Mapping[str, Sequence[str]]


def offers(by: Any) -> Offers:
    """What may stand in the cells that have few answers, for whoever would invite."""
    roles = [str(label) for _, label in roles_to_give(by)]
    return {
        "role": roles,
        "sub_region": [place.name for place in SubRegion.objects.all()],
        "lead": ["Yes", "No"] if manage_network.allows(by) else ["No"],
    }


class RowForm(Form):
    """A row with faults, to be put right on the page."""

    left_out = forms.BooleanField(label="Leave this row out", required=False)

    def __init__(self, line: Line, offered: Offers, data: Mapping[str, Any] | None = None) -> None:
        initial = dict(line.cells) | {"left_out": line.left_out}
        super().__init__(data, initial=initial, prefix=f"row-{line.number}")
        self.line = line
        faulty = {fault.column for fault in line.faults}
        for name, title in self._cells():
            choices = offered.get(name, ()) if name in faulty else ()
            self.fields[name] = forms.CharField(
                label=title, required=False, widget=_widget(line.cells[name], choices)
            )
        self.order_fields([*inviting.TITLES, "left_out"])
        if data is None:
            self._tell()

    @property
    def to_mend(self) -> list[forms.BoundField]:
        """The cells that have a fault."""
        return [self[name] for name, _ in self._cells() if self[name].errors]

    @property
    def the_rest(self) -> list[forms.BoundField]:
        """The cells that are sound."""
        return [self[name] for name, _ in self._cells() if not self[name].errors]

    def _cells(self) -> list[tuple[str, str]]:
        """All but an organisation that nobody knows: of that it is asked once for all rows."""
        asked = {"organisation"} if self.line.unknown else set()
        return [(name, title) for name, title in inviting.TITLES.items() if name not in asked]

    def _tell(self) -> None:
        """Each fault stands beside its field from the first look on."""
        self.is_bound, self.data = True, self._shown()
        self.full_clean()
        for fault in self.line.faults:
            if fault.column in self.fields:
                self.add_error(fault.column, fault.says)

    def _shown(self) -> dict[str, Any]:
        cells = {self.add_prefix(name): value for name, value in self.line.cells.items()}
        return cells | ({self.add_prefix("left_out"): "on"} if self.line.left_out else {})


def _widget(text: str, choices: Sequence[str]) -> forms.Widget:
    """A choice of what may stand there; until one is made, the cell stays as it is."""
    if not choices:
        return forms.TextInput()
    unchanged = (text, f"{text[:40]} (choose another)" if text else "Choose one")
    return forms.Select(choices=[unchanged, *((each, each) for each in choices)])
