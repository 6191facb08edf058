"""How far people come: fields that few studies need, by minutes of a table or by mode of travel."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from culturefirst.intelligence.models import Study, TravelTimes
from culturefirst.intelligence.models.studies import MOST_MINUTES
from culturefirst.intelligence.studying.times import MODES
from culturefirst.kit.fields import field_of
from culturefirst.kit.forms import Form

FACTS = ("share", "minutes", "speed", "decay")
MODE_FIELDS = (  # a row for each mode, and one of what is seldom said
    *(f"{mode}_{fact}" for mode in MODES for fact in FACTS[:-1]),
    *(f"{mode}_decay" for mode in MODES),
)
WHOLE = "Say for {} how many per cent of visits, and how many minutes at most."


class NumberField(forms.DecimalField):
    """A number that is kept as it was written; noughts at its end are not shown."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _fields(mode: str) -> tuple[forms.Field, ...]:
    """Share, minutes, speed and decay of one mode."""
    name = MODES[mode].capitalize()
    return (
        NumberField(
            label=f"{name}: per cent of visits", required=False, max_value=100, decimal_places=2,
            min_value=Decimal("0.01"),
        ),
        forms.IntegerField(
            label=f"{name}: at most, minutes", required=False, min_value=1, max_value=MOST_MINUTES
        ),
        NumberField(
            label=f"{name}: km/h, without a table", required=False, min_value=1, max_value=130,
            decimal_places=1,
        ),
        forms.ChoiceField(
            label=f"{name}: how visits fall", required=False,
            choices=[("", "As chosen above"), *Study.Decay.choices],
        ),
    )  # fmt: skip


class WaysForm(Form):
    """A table of minutes in the stead of straight lines; a limit of its own for each mode."""

    travel: Any = forms.ModelChoiceField(
        TravelTimes.objects.none(), label="Minutes from", required=False,
        empty_label="No table: straight lines",
        help_text="Tables of a routing tool, which the network’s team brings to Areas and people.",
    )  # fmt: skip
    minutes = forms.IntegerField(
        label="Farthest way, in minutes", required=False, min_value=1, max_value=MOST_MINUTES,
        help_text="By the table, in place of metres. Leave it empty if you fill in modes.",
    )  # fmt: skip
    walk_share, walk_minutes, walk_speed, walk_decay = _fields("walk")
    transit_share, transit_minutes, transit_speed, transit_decay = _fields("transit")
    car_share, car_minutes, car_speed, car_decay = _fields("car")
    way_sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("Or by minutes of a table", ("travel", "minutes")),
        ("Or by walking, public transport and car", MODE_FIELDS),
    )
    folded = ("travel", "minutes", *MODE_FIELDS)

    def offer(self, tables: Any) -> None:
        """Let these tables be chosen from."""
        field_of(self, "travel").queryset = tables

    def clean(self) -> dict[str, Any]:
        """What is filled in of a mode makes it one of the study's."""
        given: dict[str, Any] = super().clean() or {}
        self.modes = [found for mode in MODES if (found := self._mode(given, mode)) is not None]
        return given

    def ways_said(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Of what was filled in, the fields of a study; modes are told all together."""
        told = {name: given[name] for name in ("travel", "minutes") if name in given}
        return told | ({"modes": self.modes} if given.keys() & set(MODE_FIELDS) else {})

    def _mode(self, given: Mapping[str, Any], mode: str) -> dict[str, Any] | None:
        share, minutes, speed, decay = (given.get(f"{mode}_{fact}") for fact in FACTS)
        if share is None and minutes is None:
            return None
        if share is None or minutes is None:
            empty = "share" if share is None else "minutes"
            if f"{mode}_{empty}" not in self.errors:
                self.add_error(f"{mode}_{empty}", WHOLE.format(MODES[mode]))
            return None
        found = {
            "mode": mode,
            "share": float(share / 100),
            "minutes": minutes,
            "decay": decay or "",
        }
        return found | ({"speed": float(speed)} if speed is not None else {})


def held_mode(study: Any, name: str) -> Any:
    """What a study holds of a mode, as the form shows it."""
    mode, _, fact = name.partition("_")
    held: dict[str, Any] = next((each for each in study.modes if each["mode"] == mode), {})
    value = held.get(fact)
    if value is None or fact not in ("share", "speed"):
        return value
    return Decimal(str(round(value * 100, 4) if fact == "share" else value))
