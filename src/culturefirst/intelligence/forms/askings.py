"""The form of several studies at once: kinds, populations and limits, each with each."""

from collections.abc import Mapping
from itertools import product
from typing import Any

from django import forms

from culturefirst.intelligence.forms.studies import MINUTES, PopulationsField, StudyForm
from culturefirst.intelligence.models import Population
from culturefirst.intelligence.models.studies import LEAST_METRES, MOST_METRES
from culturefirst.kit.fields import field_of
from culturefirst.kit.wording import figure

NUMBERS = "Write whole metres with commas between them, such as 2000, 5000."
ONE_UNIT = (
    "These kinds are not counted in one unit ({}), so that one number for the room of a unit does "
    "not fit them all. Ask at once for kinds of one unit."
)


class SeveralForm(StudyForm):
    """What a study asks, with several kinds, populations and limits, each of which makes one."""

    population: Any = None
    limit: Any = None
    populations: Any = PopulationsField(
        Population.objects.none(),
        label="Who lives where",
        widget=forms.CheckboxSelectMultiple,
        help_text="Several years, for example: each makes studies of its own.",
        error_messages={"required": "Choose at least one population."},
    )
    limits = forms.CharField(
        label="Farthest ways, in metres",
        initial="5000",
        max_length=100,
        help_text="Several with commas between them; each makes studies of its own.",
    )
    sections = (
        ("What is asked", ("title", "question", "kinds", "day")),
        ("Where, and who lives there", ("populations", "sub_region", "authorities")),
        ("Who comes", ("rates", "times_a_week", "peak_share")),
        ("How far people come", ("limits", "detour", "decay", "method")),
        *StudyForm.sections[4:],
    )
    grouped = ("limits", *StudyForm.grouped[1:])

    def __init__(self, *args: Any, choices: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        field_of(self, "populations").queryset = choices["population"]
        field_of(self, "title").max_length = 100
        self.fields["title"].label = "Title of them all"
        self.fields["title"].help_text = "Each study adds to it what tells it apart."
        self.fields["kinds"].help_text = "Each makes studies of its own."

    def clean_limits(self) -> list[int]:
        """Whole metres, each once."""
        parts = [part.strip() for part in self.cleaned_data["limits"].split(",") if part.strip()]
        if not parts or not all(part.isascii() and part.isdigit() for part in parts):
            raise forms.ValidationError(NUMBERS)
        found = sorted({int(part[:9]) for part in parts})
        if found[0] < LEAST_METRES:
            raise forms.ValidationError(MINUTES)
        if found[-1] > MOST_METRES:
            raise forms.ValidationError(f"Give at most {MOST_METRES} metres.")
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self.by_population: dict[int, list[str]] = {}
        for held in given.get("populations") or ():
            self.by_population[held.pk] = self._zones(given, held)
            self._rates_that_fit(given.get("rates"), held)
        units = sorted({kind.unit or "no unit" for kind in given.get("kinds") or ()})
        if len(units) > 1:
            self.add_error("kinds", ONE_UNIT.format(", ".join(units)))
        return given

    def asked(self, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What each of the studies asks, in the terms of a study."""
        same = {"title", "kinds", "populations", "limits"}
        told = self.said({name: value for name, value in given.items() if name not in same})
        # By minutes or modes, metres say nothing: one study would be made again and again.
        limits = given["limits"][:1] if told["travel"] or told["modes"] else given["limits"]
        each = list(product(given["kinds"], given["populations"], limits))
        return [
            told
            | {
                "title": f"{given['title'][:100]}: {_apart(one, each)}"[:160],
                "kinds": [one[0]],
                "population": one[1],
                "area_set": one[1].area_set,
                "zones": self.by_population[one[1].pk],
                "limit": one[2],
            }
            for one in each
        ]


def _apart(one: tuple[Any, Any, int], each: list[tuple[Any, Any, int]]) -> str:
    """What tells one apart from the others; its kind, where there is but one."""
    kind, held, limit = one
    told = [str(kind)]
    if len({population.pk for _, population, _ in each}) > 1:
        name, year = str(held), str(held.year)
        told.append(name if year in name else f"{name}, {year}")
    if len({metres for *_, metres in each}) > 1:
        told.append(f"{figure(limit)} m")
    return ", ".join(told)
