"""The forms of a speed-dating day: its frame, its parties, wishes, and changes by hand."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from culturefirst.collaboration.dating_words import ordinal
from culturefirst.collaboration.models import DatingDay, Delegate, Party
from culturefirst.collaboration.models.dating import LONGEST_MINUTES, MOST_ROUNDS, MOST_TABLES
from culturefirst.events.moments import MomentField
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.forms import Form

AVOID = "avoid"
TWICE = "{one} and {other} are both your {place} wish. Give each a place of its own."


def _number(label: str, most: int, least: int = 1, **said: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **said)


class FrameForm(EditForm):
    """Rounds, tables and times of a day."""

    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("How many", ("rounds", "tables")),
        ("When", ("first_at", "minutes", "between")),
        ("A pause", ("pause_after", "pause_minutes")),
        ("Wishes", ("wishes_until",)),
    )
    grouped: ClassVar[tuple[str, ...]] = (
        "rounds", "tables", "minutes", "between", "pause_after", "pause_minutes",
    )  # fmt: skip
    rounds = _number("Rounds", MOST_ROUNDS)
    tables = _number("Tables", MOST_TABLES, help_text="At each sit two organisations.")
    first_at = MomentField(label="The first round begins")
    minutes = _number("Minutes of a meeting", LONGEST_MINUTES)
    between = _number("Minutes between two", LONGEST_MINUTES, 0, help_text="To change tables.")
    pause_after = _number(
        "After round", MOST_ROUNDS, required=False, help_text="Empty: there is no pause."
    )
    pause_minutes = _number("Minutes of the pause", LONGEST_MINUTES, 0, required=False)
    wishes_until = MomentField(
        label="Wishes until",
        required=False,
        help_text="Until when delegates say whom they want to meet. Empty: until it begins.",
    )

    def clean(self) -> dict[str, Any]:
        """A pause has its minutes, and minutes a round after which they are."""
        given: dict[str, Any] = super().clean() or {}
        minutes, after = given.get("pause_minutes"), given.get("pause_after")
        if after and not minutes and "pause_minutes" not in self.errors:
            self.add_error("pause_minutes", "Say how long the pause is.")
        if minutes and not after and "pause_after" not in self.errors:
            self.add_error("pause_after", "Say after which round the pause is.")
        if after and given.get("rounds") and after >= given["rounds"]:
            self.add_error("pause_after", "Give a round that is not the last.")
        given["pause_minutes"] = minutes or 0
        return given


class PartyForm(EditForm):
    """When a party is there, and how many meetings it wants."""

    grouped: ClassVar[tuple[str, ...]] = ("first", "last")
    name = forms.CharField(
        label="Name of their table",
        max_length=60,
        required=False,
        help_text="Only where an organisation has two tables.",
    )
    first: Any = forms.TypedChoiceField(label="There from round", coerce=int)
    last: Any = forms.TypedChoiceField(
        label="Until round", coerce=int, empty_value=None, required=False
    )
    breaks: Any = forms.TypedMultipleChoiceField(
        label="Breaks",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Rounds in which they sit nowhere.",
    )
    most = _number(
        "Meetings at most", MOST_ROUNDS, 0, required=False, help_text="Empty: as many as can be."
    )

    def __init__(self, *args: Any, day: DatingDay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        numbers = [(number, f"Round {number}") for number in range(1, day.rounds + 1)]
        self.fields["first"].choices = numbers  # type: ignore[attr-defined]
        self.fields["last"].choices = [("", "To the end"), *numbers]  # type: ignore[attr-defined]
        self.fields["breaks"].choices = numbers  # type: ignore[attr-defined]

    def another(self, **options: Any) -> "PartyForm":
        return type(self)(**options, day=self.day)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "They leave before they come: give a later round.")
        return given


class TableForm(Form):
    """Another table for a body, and who sits there."""

    name = forms.CharField(
        label="What the table is called", max_length=60, help_text="Such as Sport."
    )
    delegates: Any = forms.ModelMultipleChoiceField(
        Delegate.objects.none(), label="Who sits there", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, delegates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegates"].queryset = delegates  # type: ignore[attr-defined]


class WishesForm(Form):
    """For each other party a place among the wishes, or that one would rather not."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, others: Sequence[Party], most: int, says_no: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others, self.says_no = others, says_no
        places = [(str(number), f"{ordinal(number)} wish") for number in range(1, most + 1)]
        no = [(AVOID, "Rather not")] if says_no else []
        for party in others:
            self.fields[name_of(party)] = forms.ChoiceField(
                label=str(party), required=False, choices=[("", "No wish"), *places, *no]
            )

    def clean(self) -> dict[str, Any]:
        """Each place once; a gap between two is no matter."""
        given: dict[str, Any] = super().clean() or {}
        places: dict[str, Party] = {}
        for party in self.others:
            place = given.get(name_of(party), "")
            if place not in ("", AVOID) and place in places:
                says = TWICE.format(one=places[place], other=party, place=ordinal(int(place)))
                self.add_error(name_of(party), says)
            places.setdefault(place, party)
        return given

    @property
    def meet(self) -> list[Party]:
        """Whom they want to meet, in their order."""
        said = [(self.cleaned_data[name_of(party)], party) for party in self.others]
        ranked = [(int(place), party) for place, party in said if place not in ("", AVOID)]
        return [party for _, party in sorted(ranked, key=lambda each: each[0])]

    @property
    def avoid(self) -> list[Party] | None:
        if not self.says_no:
            return None
        return [each for each in self.others if self.cleaned_data[name_of(each)] == AVOID]


def name_of(party: Party) -> str:
    """How the field of a party is called."""
    return f"party-{party.pk}"


class _OfDay(Form):
    """A form with parties, rounds and tables of a day to choose of."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, day: DatingDay, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(party.pk, str(party)) for party in parties]
        rounds = [(number, f"Round {number}") for number in range(day.start, day.rounds + 1)]
        tables = [(number, f"Table {number}") for number in range(1, day.tables + 1)]
        for name, field in self.fields.items():
            if name in ("a", "b", "one", "other"):
                field.choices = [("", "Choose one"), *named]  # type: ignore[attr-defined]
            if name in ("round_", "to"):
                field.choices = rounds  # type: ignore[attr-defined]
            if name == "table":
                field.choices = [("", "The first that is free"), *tables]  # type: ignore[attr-defined]


def _choice(label: str, **said: Any) -> Any:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **said)


class MeetForm(_OfDay):
    """Two who are to meet in a round, whatever is planned."""

    a = _choice("Who")
    b = _choice("Meets whom")
    round_ = _choice("In round")
    table = _choice("At table", required=False)


class ExchangeForm(_OfDay):
    """Whose seat somebody takes in a round."""

    one = _choice("Who gives the seat")
    other = _choice("Who takes it")


class MoveForm(_OfDay):
    """Where a meeting goes."""

    to = _choice("To round")
    table = _choice("At table", required=False)
