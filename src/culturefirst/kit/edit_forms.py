"""A form on one record that two people may edit."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.db import models

from culturefirst.kit.forms import Form


class EditForm(Form):
    """A form on one record: it remembers the version and the values that the person was shown.

    Each field carries what it held (``show_hidden_initial``), so that a field which only somebody
    else has changed since is not mistaken for a change of this person's.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.editable:
            self.fields[name].show_hidden_initial = True

    @classmethod
    def for_record(cls, record: models.Model, data: Mapping[str, Any] | None = None) -> Self:
        """The form filled from a record, or from what was posted."""
        return cls(data, initial=cls.held(record))

    @classmethod
    def held(cls, record: models.Model) -> dict[str, Any]:
        """The record's values as the form holds them, with the version."""
        values = {name: cls.read(record, name) for name in cls.base_fields if name != "seen"}
        return values | {"seen": getattr(record, "version", 0)}

    def on_top_of(self, record: models.Model) -> Self:
        """The form once more: the record as it stands now, with this person's changes on top."""
        now = self.held(record)
        again = self.another(initial=now | self.changes)
        again.data = {
            self.add_initial_prefix(name): self.fields[name].prepare_value(now[name])
            for name in self.editable
        }
        return again

    def another(self, **options: Any) -> Self:
        """A form like this one; one that is made with more than its values says how."""
        return type(self)(**options)

    @property
    def editable(self) -> list[str]:
        return [name for name in self.fields if name != "seen"]

    @staticmethod
    def read(record: models.Model, name: str) -> Any:
        """The record's value as the form holds it."""
        value = getattr(record, name)
        return value.all() if isinstance(value, models.Manager) else value

    @property
    def changes(self) -> dict[str, Any]:
        """What the person changed, by field name."""
        return {name: self.cleaned_data[name] for name in self.editable if self._changed(name)}

    def shown(self, name: str) -> Any:
        """The value that the person was shown; the record's own where the page did not say."""
        bound, field = self[name], self.fields[name]
        if not any(self.add_initial_prefix(each) in self.data for each in self.editable):
            return bound.initial
        hidden: Any = field.hidden_widget()
        said = hidden.value_from_datadict(self.data, {}, bound.html_initial_name)
        try:
            return field.clean(said)
        except forms.ValidationError:
            return None

    def _changed(self, name: str) -> bool:
        return self.fields[name].has_changed(self.shown(name), self[name].data)
