"""What counts an action: a measure or a yearly figure is chosen, then what number would be done."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from culturefirst.improvement.figures.core import year_in_words
from culturefirst.improvement.models import Yardstick
from culturefirst.improvement.queries.own_figures import OwnFigures
from culturefirst.kit.fields import DayField
from culturefirst.kit.forms import Form
from culturefirst.measures.core import Measure

PREFIX = "by_"
Choices = Sequence[tuple[Any, str]]
NOT_A_NUMBER = "Write a number in figures, such as 20 or 4.5."


class NumberField(forms.FloatField):
    """A number as people write it: "1,200", "£4.50"."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={"invalid": NOT_A_NUMBER},
            **options,
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").replace("−", "-").strip()
        return super().to_python(value)


class _Chosen(Form):
    """What both have: the version that was shown, and which one it is."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, held: Yardstick | None, **options: Any) -> None:
        initial = {"seen": held.version if held else 0}
        super().__init__(*args, initial=initial | options.pop("initial", {}), **options)


class ByMeasureForm(_Chosen):
    """A list a dimension of the measure (empty means everything), from which day, what number."""

    grouped: ClassVar[tuple[str, ...]] = ("since", "goal")
    measure = forms.CharField(widget=forms.HiddenInput)
    since = DayField(label="Counted from", help_text="Empty: today.", required=False)
    goal = NumberField(label="With which number it is done")

    def __init__(
        self, *args: Any, chosen: Measure, lists: Mapping[str, Choices],
        held: Yardstick | None, **options: Any,
    ) -> None:  # fmt: skip
        same = held if held and held.measure == chosen.key else None
        initial: dict[str, Any] = {"measure": chosen.key}
        if same:
            initial |= {"since": same.since, "goal": f"{same.goal:g}"}
        super().__init__(*args, held=held, initial=initial, **options)
        self.values = {
            name: {str(value): value for value, _ in choices} for name, choices in lists.items()
        }
        for name, choices in lists.items():
            self.fields[PREFIX + name] = forms.ChoiceField(
                label=chosen.dimensions[name].title,
                required=False,
                choices=[("", "everything"), *((str(value), words) for value, words in choices)],
                initial=str((same.filters if same else {}).get(name, "")),
            )
        self.fields["goal"].help_text = f"In {chosen.unit}."
        self.order_fields([*(PREFIX + name for name in lists), "since", "goal"])

    @property
    def filters(self) -> dict[str, Any]:
        """The chosen values by dimension, as the measure stores them."""
        said = {name: self.cleaned_data.get(PREFIX + name) for name in self.values}
        return {name: self.values[name][value] for name, value in said.items() if value}


class ByFigureForm(_Chosen):
    """From which year, and what it is to become."""

    indicator = forms.CharField(widget=forms.HiddenInput)
    year = forms.TypedChoiceField(label="Beside what it was in", coerce=int)
    goal = NumberField(label="What it is to become")

    def __init__(
        self, *args: Any, key: str, own: OwnFigures, held: Yardstick | None, **options: Any
    ) -> None:
        same = held if held and held.indicator == key else None
        initial: dict[str, Any] = {"indicator": key}
        if same:
            initial |= {"year": same.year, "goal": f"{same.goal:g}"}
        super().__init__(*args, held=held, initial=initial, **options)
        year: Any = self.fields["year"]
        shown = own.shown(key)
        year.choices = [
            (each, f"{year_in_words(each)}: {shown(value)}")
            for each in sorted(own.tables, reverse=True)
            if (value := own.value(key, each)) is not None
        ]
        unit = own.indicators[key].unit if key in own.indicators else ""
        self.fields["goal"].help_text = f"In {unit}." if unit else ""
