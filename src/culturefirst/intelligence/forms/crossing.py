"""What pages of demand and provision are asked for; all of it stands in the address."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django import forms

from culturefirst.intelligence.crossing.quarters import QUARTERS
from culturefirst.intelligence.forms.studies import of_population, of_rates
from culturefirst.intelligence.models.studies import LEAST_METRES, MOST_METRES
from culturefirst.intelligence.queries.crossing import Asked
from culturefirst.kit.forms import Form

ALL = [("", "All")]
# What each page asks, the first two in view and the others behind a heading.
FIELDS = {
    "crossed": ("rates", "kind", "zone", "quarter", "population", "of", "counted", "reach", "map"),
    "demand": ("rates", "zone", "population", "of", "map"),
    "provision": (
        *("kind", "zone", "population", "counted", "reach", "per", "rates", "of", "map"),
    ),
    "area": ("rates", "kind", "population", "of", "counted", "reach"),
    "change": ("rates", "before", "zone", "population", "of", "map"),
}
FIRST = 2
LABELS: dict[str, Callable[[Any], str]] = {
    "rates": of_rates,
    "kind": str,
    "population": of_population,
    "before": of_population,
}


class OneOf(forms.TypedChoiceField):
    """One of records that were read already, so that a page asks for them once."""

    default_error_messages: ClassVar[Any] = {
        "invalid_choice": "It is not among these. Choose anew."
    }

    def of(self, records: Mapping[str, Any], label: Callable[[Any], str]) -> None:
        """Which there are, by their keys in addresses."""
        self.choices = [(key, label(each)) for key, each in records.items()]
        self.coerce = lambda key: records[key]
        self.empty_value = None


class CrossingForm(Form):
    """Which people, which activity, which places, and how they are counted."""

    rates = OneOf(label="Activity")
    kind = OneOf(label="Kind of place")
    population = OneOf(label="People")
    before = OneOf(label="Compared with")
    zone = forms.ChoiceField(
        label="Authority",
        required=False,
        error_messages={"invalid_choice": "None of these areas is in it. Choose another."},
    )
    quarter = forms.ChoiceField(
        required=False, choices=[*ALL, *((each.key, each.name) for each in QUARTERS)]
    )
    of = forms.ChoiceField(
        label="Demand is counted in",
        required=False,
        choices=[("", "People who take part"), ("visits", "Visits a week")],
    )
    counted = forms.ChoiceField(
        label="Places are counted by",
        required=False,
        choices=[("", "Their number"), ("room", "Their room")],
    )
    per = forms.ChoiceField(
        label="For each 1,000",
        required=False,
        choices=[("", "People"), ("expected", "Who would come")],
    )
    reach = forms.IntegerField(
        label="Within (metres, straight line)",
        required=False,
        min_value=LEAST_METRES,
        max_value=MOST_METRES,
        error_messages={
            "min_value": f"Give {LEAST_METRES} metres or more.",
            "max_value": f"Give {MOST_METRES} metres or fewer.",
            "invalid": "Give whole metres, such as 3000.",
        },
    )
    map = forms.ChoiceField(
        label="On the map",
        required=False,
        choices=[("", "Authorities"), ("areas", "Small areas")],
    )

    def __init__(self, data: Any, tab: str, choices: Mapping[str, Any]) -> None:
        self.said = {name for name, value in data.items() if value != ""}
        super().__init__(_filled(data, choices["chosen"]), auto_id="choose-%s")
        for name, label in LABELS.items():
            self.fields[name].of(choices[name], label)  # type: ignore[attr-defined]
        self.fields["zone"].choices = [*ALL, *choices["zones"]]  # type: ignore[attr-defined]
        self.fields["rates"].required = tab != "provision"
        self.fields["kind"].required = tab != "area"
        self.order_fields(FIELDS[tab])
        for name in [name for name in self.fields if name not in FIELDS[tab]]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Who would come is only known by rates."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("per") == "expected" and not told.get("rates"):
            self.add_error("per", "Bring rates of taking part first, or count for people.")
        return told

    @property
    def first(self) -> list[forms.BoundField]:
        """Those in view."""
        return list(self)[:FIRST]

    @property
    def more(self) -> list[forms.BoundField]:
        """Those behind the heading."""
        return list(self)[FIRST:]

    @property
    def narrowed(self) -> bool:
        """Whether something behind the heading is asked for."""
        return any(name in self.said for name in list(self.fields)[FIRST:])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What was said of other pages and this one does not ask, to be carried along."""
        every = {name for names in FIELDS.values() for name in names}
        others = (every & self.said) - set(self.fields)
        return [(name, self.data[name]) for name in sorted(others)]

    @property
    def asked(self) -> Asked:
        """The question, once the form is sound."""
        told = self.cleaned_data
        return Asked(
            population=told["population"],
            rates=told["rates"],
            visits=told["of"] == "visits",
            kind=told.get("kind"),
            by_room=told.get("counted") == "room",
            per_expected=told.get("per") == "expected",
            reach=told.get("reach"),
            before=told.get("before"),
        )


def _filled(data: Any, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """What is in the address, and for the rest what is usual."""
    said = {name: value for name, value in data.items() if value != ""}
    return {name: value for name, value in chosen.items() if value is not None} | said
