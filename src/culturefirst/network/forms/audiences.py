"""The form by which an audience is built: a tick for each value of each criterion."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from culturefirst.kit.audiences import AUDIENCES
from culturefirst.kit.forms import Form
from culturefirst.kit.selects import LongList
from culturefirst.network.models import Audience
from culturefirst.network.queries.audiences import Offered

MANY = 25  # more choices than this stand in a list that scrolls


class AudienceForm(Form):
    """A name, and what people must fit (``all``) and must not fit (``none``)."""

    name = forms.CharField(label="Name", max_length=200, help_text="As you will look for it later.")
    says = forms.CharField(label="What it is for", max_length=300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, user: Any, *args: Any, of: Audience | None = None, **kwargs: Any) -> None:
        self.offered = Offered(user)
        super().__init__(*args, initial=_initial(of), **kwargs)
        for part in ("all", "none"):
            for criterion in AUDIENCES:
                if choices := list(self.offered.of(criterion).items()):
                    self.fields[f"{part}-{criterion.key}"] = _ticks(criterion.title, choices)

    @property
    def wanted(self) -> list[BoundField]:
        """What people must fit."""
        return list(self._part("all"))

    @property
    def unwanted(self) -> list[BoundField]:
        """What keeps people out."""
        return list(self._part("none"))

    @property
    def leaves_out(self) -> bool:
        """Whether something keeps people out."""
        return any(field.value() or field.errors for field in self._part("none"))

    @property
    def question(self) -> dict[str, dict[str, list[str]]]:
        """What the form asks; only of a form that is sound."""
        asked: dict[str, dict[str, list[str]]] = {"all": {}, "none": {}}
        for part in asked:
            for criterion in AUDIENCES:
                if values := self.cleaned_data.get(f"{part}-{criterion.key}"):
                    asked[part][criterion.key] = values
        return asked

    def leave_name(self) -> None:
        """Ask for no name: a question is only looked at."""
        self.fields["name"].required = False

    def full_clean(self) -> None:
        """As every form; the name is asked for again afterwards."""
        super().full_clean()
        self.fields["name"].required = True

    def _part(self, part: str) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name.startswith(f"{part}-"))


def _ticks(title: str, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    # A screen of thousands of ticks helps nobody; a list takes letters to find a name.
    widget: forms.Widget = forms.CheckboxSelectMultiple()
    if len(choices) > MANY:
        widget = LongList(attrs={"size": "8", "aria-label": title})
    return forms.MultipleChoiceField(label=title, choices=choices, required=False, widget=widget)


def _initial(audience: Audience | None) -> dict[str, Any]:
    if audience is None:
        return {}
    told = {"name": audience.name, "says": audience.says, "seen": audience.version}
    for part in ("all", "none"):
        for key, values in audience.question.get(part, {}).items():
            told[f"{part}-{key}"] = values
    return told
