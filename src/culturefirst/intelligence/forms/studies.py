"""The forms of studies: what is asked, and by which facts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from culturefirst.intelligence.forms.study_ways import (
    MODE_FIELDS,
    NumberField,
    WaysForm,
    held_mode,
)
from culturefirst.intelligence.models import AssetKind, Population, Rates, Study
from culturefirst.intelligence.models.studies import LEAST_METRES, MOST_METRES
from culturefirst.intelligence.queries import need
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of, words
from culturefirst.network.models import BoundaryCode, SubRegion

MINUTES = (
    f"Give metres of way, {LEAST_METRES} or more: 20 minutes on foot are some 1600, 20 minutes by "
    "car some 10 000."
)
SAY_ROOM = (
    "Say how many visits a week a unit takes; or people at one time, hours a week and minutes of "
    "a visit, all three."
)

PLACE = ("sub_region", "authorities")


def of_population(held: Any) -> str:
    """A population by its name and the areas that it is of."""
    return f"{held}, {held.year} ({held.area_set})"


def of_rates(held: Any) -> str:
    """Rates by their name and by what they tell people apart."""
    if held.by == Rates.By.EVERYBODY:
        return f"{held}, everybody alike"
    of = f" of {held.classification}" if held.classification else ""
    return f"{held}, by {held.get_by_display().lower()}{of}"


class PopulationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A population, as lists call it."""

    def label_from_instance(self, held: Any) -> str:
        return of_population(held)


class PopulationsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several of them."""

    def label_from_instance(self, held: Any) -> str:
        return of_population(held)


class RatesField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Rates, as lists call them."""

    def label_from_instance(self, held: Any) -> str:
        return of_rates(held)


class StudyForm(WaysForm):
    """What a study asks; each section one question."""

    title = forms.CharField(
        label="Title", max_length=160, help_text="For example: Public libraries of the East."
    )
    question = words("What it is for", required=False, help_text="Which decision it helps with.")
    kinds: Any = forms.ModelMultipleChoiceField(
        AssetKind.objects.none(),
        label="Kinds of places",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind of place."},
    )
    day = DayField(label="Places as at", help_text="Places that stood on this day are counted.")
    population: Any = PopulationField(
        Population.objects.none(), label="Who lives where", empty_label=None
    )
    sub_region: Any = forms.ModelChoiceField(
        SubRegion.objects.none(),
        label="Area studied",
        required=False,
        empty_label="All areas that were counted",
        help_text="Neighbours around it are part of the calculation all the same.",
    )
    authorities: Any = forms.MultipleChoiceField(
        label="Or only these authorities", required=False, widget=forms.CheckboxSelectMultiple
    )
    rates: Any = RatesField(Rates.objects.none(), label="Who takes part", empty_label=None)
    times_a_week = NumberField(
        label="Times a week, where the rates do not say how often",
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=4,
    )
    peak_share = NumberField(
        label="Of visits, how many per cent fall in busy times",
        initial=100,
        min_value=1,
        max_value=100,
        decimal_places=1,
        help_text="100, where room and visits are of the whole week.",
    )
    limit: Any = forms.IntegerField(
        label="Farthest way, in metres",
        initial=5000,
        min_value=LEAST_METRES,
        max_value=MOST_METRES,
        error_messages={"min_value": MINUTES, "max_value": f"Give at most {MOST_METRES} metres."},
    )
    detour = NumberField(
        label="Way over straight line",
        initial="1.3",
        min_value=1,
        max_value=10,
        decimal_places=2,
        help_text="1 is as the crow flies; roads are some 1.2 to 1.4 times as long.",
    )
    decay = forms.ChoiceField(label="How visits fall with distance", choices=Study.Decay.choices)
    method = forms.ChoiceField(label="How accessibility is told", choices=Study.Method.choices)
    visits_per_unit = NumberField(
        label="Visits a week that a unit takes",
        required=False,
        min_value=Decimal("0.001"),
        decimal_places=3,
        help_text="A unit is what the places are counted in: a square metre, a seat, a court.",
    )
    at_once = NumberField(
        label="People at one time for each unit",
        required=False,
        min_value=Decimal("0.0001"),
        decimal_places=4,
        help_text="For example 0.167 for pools: one person for every 6 m².",
    )
    peak_hours = NumberField(
        label="Busy hours a week", required=False, min_value=1, max_value=168, decimal_places=1
    )
    visit_minutes = forms.IntegerField(
        label="Minutes of a visit", required=False, min_value=1, max_value=1440
    )
    assumed_capacity = NumberField(
        label="Size to assume where a place’s own is not known",
        required=False,
        min_value=Decimal("0.1"),
        decimal_places=1,
        help_text="Without it such places are left out. It is told as an assumption everywhere.",
    )
    sections = (
        ("What is asked", ("title", "question", "kinds", "day")),
        ("Where, and who lives there", ("population", "sub_region", "authorities")),
        ("Who comes", ("rates", "times_a_week", "peak_share")),
        ("How far people come", ("limit", "detour", "decay", "method")),
        *WaysForm.way_sections,
        ("Room", ("visits_per_unit", "assumed_capacity")),
        ("Or room by people, hours and minutes", ("at_once", "peak_hours", "visit_minutes")),
    )
    grouped = ("limit", "detour", "at_once", "peak_hours", "visit_minutes", *MODE_FIELDS)

    def __init__(self, *args: Any, choices: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = choices
        for name in ("kinds", "population", "rates", "sub_region"):
            if name in self.fields:
                field_of(self, name).queryset = choices[name]
        self.offer(choices["travel"])
        field_of(self, "authorities").choices = choices["authorities"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        self._whole_room(given)
        self.zones: list[str] = []
        if (held := given.get("population")) is not None:
            self.zones = self._zones(given, held)
            self._rates_that_fit(given.get("rates"), held)
        return given

    def said(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What was filled in, in the terms of a study."""
        apart = {*PLACE, *self.folded}
        told = {name: value for name, value in given.items() if name not in apart}
        told |= self.ways_said(given)
        if "peak_share" in told:
            told["peak_share"] = told["peak_share"] / 100
        if "population" in told:
            told["area_set"] = told["population"].area_set
        if given.keys() & {"population", *PLACE}:
            told["zones"] = self.zones
        return told

    def _rates_that_fit(self, rates: Rates | None, held: Population) -> None:
        """Rates tell people apart by what is known of these people."""
        if rates is None:
            return
        if rates.by == Rates.By.AGE_AND_SEX and not held.groups:
            self.add_error("rates", need.NO_GROUPS)
        of = rates.classification
        if of is not None and not of.areas.filter(area__area_set=held.area_set_id).exists():
            self.add_error("rates", need.NO_SEGMENTS.format(of))

    def _whole_room(self, given: Mapping[str, Any]) -> None:
        three = [given.get(name) for name in ("at_once", "peak_hours", "visit_minutes")]
        if given.get("visits_per_unit") is None and None in three:
            self.add_error("visits_per_unit", SAY_ROOM)

    def _zones(self, given: Mapping[str, Any], held: Population) -> list[str]:
        """The authorities asked for: ticked ones, or those of a sub-region."""
        named = set(held.area_set.areas.values_list("zone", flat=True).distinct())
        if ticked := given.get("authorities"):
            if wrong := [code for code in ticked if code not in named]:
                self.add_error("authorities", f"No area of “{held.area_set}” lies in {wrong[0]}.")
            return sorted(ticked)
        if (place := given.get("sub_region")) is None:
            return []
        codes = BoundaryCode.objects.filter(organisation__sub_region=place)
        found = sorted(named & set(codes.values_list("code", flat=True)))
        if not found:
            self.add_error(
                "sub_region",
                f"No area of “{held.area_set}” lies in an authority of {place}. Tick authorities.",
            )
        return found


class EditStudyForm(EditForm, StudyForm):
    """One that is there."""

    def another(self, **options: Any) -> "EditStudyForm":
        return type(self)(choices=self.given, **options)

    @staticmethod
    def read(record: Any, name: str) -> Any:
        if name == "sub_region":
            return None
        if name in MODE_FIELDS:
            return held_mode(record, name)
        if name == "authorities":
            return record.zones
        if name == "kinds":
            return list(record.kinds.all())
        value = getattr(record, name)
        if name == "peak_share":
            return value * 100
        return value
