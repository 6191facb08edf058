"""What a measure is narrowed to for a target."""

from typing import Any

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.measures.core import Measure
from culturefirst.programme.models import Target
from culturefirst.programme.narrowing import OWN

PREFIX = "by_"


class NarrowForm(Form):
    """A list a dimension of the measure; empty means everything."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    measure = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, measure: Measure | None, target: Target, user: Any, **options: Any
    ) -> None:
        initial = {"seen": target.version, "measure": measure.key if measure else ""}
        super().__init__(*args, initial=initial, **options)
        self.target, self.user = target, user
        self.values: dict[str, dict[str, Any]] = {}
        if measure is not None:
            self._add_dimensions(measure, target.filters if target.measure == measure.key else {})

    @property
    def filters(self) -> dict[str, Any]:
        """The chosen values by dimension, as the measure stores them."""
        said = {
            name: choices[value]
            for name, choices in self.values.items()
            if (value := self.cleaned_data.get(PREFIX + name))
        }
        return {name: value for name, value in said.items() if value is not None}

    def _add_dimensions(self, measure: Measure, held: dict[str, Any]) -> None:
        for name, dimension in measure.dimensions.items():
            choices = self._choices(name, measure)
            if choices:
                self.values[name] = {str(value): value for value, _ in choices}
                self.fields[PREFIX + name] = forms.ChoiceField(
                    label=dimension.title,
                    required=False,
                    choices=[("", "everything"), *((str(v), words) for v, words in choices)],
                    initial=str(held.get(name, "")),
                )

    def _choices(self, name: str, measure: Measure) -> list[tuple[Any, str]]:
        if name == "target":
            return [(self.target.pk, "what is recorded of this target")]
        if name == "activity":
            return [(self.target.activity_id, "what is recorded of this activity")]
        if name in OWN:
            return []
        dimension = measure.dimensions[name]
        if dimension.seen is not None and dimension.bound:
            return [(record.pk, str(record)) for record in dimension.seen(self.user)]
        return list(dimension.choices())
