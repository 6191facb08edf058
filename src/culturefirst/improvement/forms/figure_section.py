"""The form of one section of a body's figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from culturefirst.improvement.figures.checks import Flag
from culturefirst.improvement.figures.core import Section
from culturefirst.improvement.figures.saying import canonical, understood, written
from culturefirst.improvement.models import REASON, Return
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.errors import DomainError

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

    @property
    def sound(self) -> dict[str, Any]:
        """What the person changed, without what is wrong."""
        changed = [name for name in self.editable if self._changed(name)]
        return {name: self.cleaned_data[name] for name in changed if name in self.cleaned_data}

    def overtaken(self, found: Return, name: str) -> bool:
        """Whether somebody else gave this figure meanwhile, and otherwise."""
        return self.read(found, name) not in (self.shown(name), self.cleaned_data[name])

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
