"""Forms on places: what lists are narrowed by, everything of one, and deeds on one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from culturefirst.intelligence.models import Asset, AssetFacility, AssetKind, AssetSource, Sector
from culturefirst.intelligence.places import coordinates
from culturefirst.intelligence.places.cells import tidy_postcode
from culturefirst.intelligence.places.facts import FACILITIES
from culturefirst.intelligence.places.known import points_of
from culturefirst.intelligence.places.region import Region
from culturefirst.kit.cells import Unclear
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, PastDayField, QuickSelect
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation

EVERY = [("", "All")]
HAS = "has_"
KNOWN = [("unknown", "Not known"), ("yes", "Yes"), ("no", "No")]
RIGHT = "Tick “It is right” below if it is meant."


class AssetFilter(Form):
    """Which places a list or a map shows."""

    sector = forms.ChoiceField(required=False, choices=[*EVERY, *Sector.choices])
    kind = forms.ModelChoiceField(
        AssetKind.objects.all(), required=False, to_field_name="key", empty_label="All"
    )
    authority = forms.ModelChoiceField(
        Organisation.objects.filter(kind__in=Organisation.AUTHORITIES),
        label="In the area of",
        required=False,
        to_field_name="slug",
        empty_label="All",
    )
    status = forms.ChoiceField(required=False, choices=[*EVERY, *Asset.Status.choices])
    verified = forms.ChoiceField(
        label="Confirmed in two years",
        required=False,
        choices=[*EVERY, ("yes", "Confirmed"), ("no", "Not confirmed")],
    )
    located = forms.ChoiceField(
        label="On the map",
        required=False,
        choices=[*EVERY, ("yes", "It is known where"), ("no", "It is not known where")],
    )
    # Others are no business of whoever reads without an account.
    source = forms.ModelChoiceField(
        AssetSource.objects.filter(open=True), label="Open source", required=False,
        empty_label="All",
    )  # fmt: skip


class PositionField(forms.CharField):
    """Where something is: an easting and a northing, or a latitude and a longitude."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value[0]}, {value[1]}" if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> tuple[int, int] | None:
        """Whole metres of the grid, or ``None`` where nothing is said."""
        text = super().clean(self.prepare_value(value))
        if not text:
            return None
        halves = [each for each in text.replace(";", ",").replace(",", " ").split() if each]
        if len(halves) != 2:
            raise forms.ValidationError("Give two numbers, such as 554050, 280250.")
        try:
            return _point(*halves)
        except Unclear as unclear:
            raise forms.ValidationError(str(unclear)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


class AssetForm(EditForm):
    """Everything of a place that is one value, and what it has of what its kind asks for."""

    sections: ClassVar[Any] = (
        ("What it is", ("name", "kind", "status", "roles", "significance", "condition")),
        ("Where it is", ("address", "postcode", "position", "right", "authority")),
        ("Whose it is", ("owner", "owner_text", "operator")),
        ("Its room", ("capacity", "peak_hours", "hours")),
        ("In time", ("built", "opened_on", "closed_on", "known_since", "verified_on")),
        ("How we know", ("source", "source_ref")),
    )
    grouped: ClassVar[tuple[str, ...]] = (
        *("capacity", "peak_hours", "opened_on", "closed_on", "known_since", "verified_on"),
    )
    name = forms.CharField(max_length=200)
    kind = forms.ModelChoiceField(AssetKind.objects.in_use(), empty_label=None)
    status = forms.ChoiceField(choices=Asset.Status.choices)
    roles = forms.CharField(
        label="What it is for",
        required=False,
        max_length=300,
        help_text="In a few words each, with commas between: rehearsal, school swimming.",
    )
    significance = forms.ChoiceField(label="For whom it matters", choices=Asset.Significance)
    condition = forms.ChoiceField(choices=Asset.Condition.choices)
    address = forms.CharField(max_length=300, required=False)
    postcode = forms.CharField(max_length=10, required=False)
    position = PositionField(
        label="Where exactly",
        required=False,
        help_text="Easting and northing of the British National Grid, such as 554050, 280250, or "
        "latitude and longitude, such as 52.3986, 0.2632. Left empty, the middle of its postcode "
        "is taken where that is known.",
    )
    right = forms.BooleanField(
        label="It is right, though it lies outside of the network's area", required=False
    )
    authority = forms.ModelChoiceField(
        Organisation.objects.filter(kind__in=Organisation.AUTHORITIES),
        label="In the area of",
        required=False,
        empty_label="Not known",
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.order_by("name"), required=False, empty_label="None of those here"
    )
    owner_text = forms.CharField(
        label="Owner, where it is no organisation here", max_length=200, required=False
    )
    operator = forms.CharField(label="Who runs it", max_length=200, required=False)
    capacity = forms.DecimalField(
        max_digits=10, decimal_places=1, min_value=0, required=False,
        help_text="Empty means not known, which is not nought.",
    )  # fmt: skip
    peak_hours = forms.DecimalField(
        label="Hours open in the peak of a week", min_value=0, max_value=168, decimal_places=1,
        required=False,
    )  # fmt: skip
    hours = forms.CharField(label="Opening hours", max_length=300, required=False)
    built = forms.IntegerField(label="Year built", min_value=500, max_value=2200, required=False)
    opened_on = DayField(required=False)
    closed_on = DayField(
        required=False, help_text="The first day on which it was no longer open, for good."
    )
    known_since = PastDayField(
        help_text="From which day the network knows of it, whenever it opened."
    )
    verified_on = PastDayField(
        required=False, help_text="When somebody last looked and found all of it right."
    )
    source = forms.ModelChoiceField(
        AssetSource.objects.all(), required=False, empty_label="Written down here"
    )
    source_ref = forms.CharField(label="Key in its source", max_length=100, required=False)

    @staticmethod
    def read(record: Any, name: str) -> Any:
        """The record's value; elements and the place on the ground are put together."""
        if name == "position":
            return (record.easting, record.northing) if record.is_located else None
        if name == "roles":
            return ", ".join(record.roles)
        if name.startswith(HAS):
            return _facilities(record).get(name.removeprefix(HAS), "unknown")
        return False if name == "right" else getattr(record, name)

    def clean_postcode(self) -> str:
        try:
            return tidy_postcode(said) if (said := self.cleaned_data["postcode"]) else ""
        except Unclear as unclear:
            raise forms.ValidationError(str(unclear)) from None

    def clean_roles(self) -> list[str]:
        said = self.cleaned_data["roles"].split(",")
        return [each.strip()[:60] for each in said if each.strip()][:10]

    def clean(self) -> dict[str, Any]:
        """A place outside of the network's area is asked about once."""
        said: dict[str, Any] = super().clean() or {}
        point = said.get("position")
        if point and not said.get("right") and ("position" in self.changed_data or self.is_new):
            [(_, away)] = Region().look([point])
            if away:
                self.add_error(
                    "position",
                    f"This lies {away / 1000:,.1f} km outside of the network's area: in the sea, "
                    f"or in another region. Correct it. {RIGHT}",
                )
        return said

    @property
    def is_new(self) -> bool:
        """Whether the place is not recorded yet."""
        return not self.cleaned_data.get("seen")

    def told(self, names: Mapping[str, Any]) -> dict[str, Any]:
        """What the action is given for these fields of the form."""
        found = {k: v for k, v in names.items() if k not in ("position", "right", "seen")}
        has = {k: v for k, v in found.items() if k.startswith(HAS)}
        found = {k: v for k, v in found.items() if k not in has}
        if has:
            found[FACILITIES] = {name.removeprefix(HAS): value for name, value in has.items()}
        if "position" in names:
            found |= self._placed(names["position"])
        return found

    def _placed(self, point: tuple[int, int] | None) -> dict[str, Any]:
        """Its place, else the middle of its postcode, and in whose area that lies."""
        by_postcode = False
        if point is None and (code := self.cleaned_data.get("postcode")):
            point = points_of([code]).get(code)
            by_postcode = point is not None
        east, north = point or (None, None)
        found: dict[str, Any] = {"easting": east, "northing": north, "by_postcode": by_postcode}
        if point is not None and not self.cleaned_data.get("authority"):
            [(body, _)] = Region().look([point])
            if body is not None:
                found["authority"] = Organisation.objects.get(pk=body)
        return found


def form_of(kind: AssetKind, *, team: bool) -> type[AssetForm]:
    """The form on a place of this kind, with its elements; what the team decides only for it."""
    fields: dict[str, Any] = {
        f"{HAS}{each['key']}": forms.ChoiceField(
            label=each["label"], choices=KNOWN, required=False, widget=QuickSelect
        )
        for each in kind.elements
    }
    sections = list(AssetForm.sections)
    if fields:
        sections.insert(4, ("What it has", tuple(fields)))
    made: Any = type(
        "AssetForm",
        (AssetForm,),
        fields | {"sections": tuple(sections), "grouped": (*AssetForm.grouped, *fields)},
    )
    made.base_fields["capacity"].label = f"Room ({kind.unit})" if kind.unit else "Room"
    if not team:
        for name in ("source", "source_ref", "owner_text"):
            made.base_fields.pop(name, None)
        made.sections = tuple(
            (title, tuple(n for n in names if n in made.base_fields))
            for title, names in made.sections
            if title != "How we know"
        )
    return made  # type: ignore[no-any-return]


class CloseForm(Form):
    """When a place closed for good."""

    on = DayField(label="First day on which it was no longer open")


class VerifyForm(Form):
    """When somebody looked."""

    on = PastDayField(label="Looked at on")


class MergeForm(Form):
    """Which place this one is."""

    into = forms.ModelChoiceField(
        Asset.objects.none(), label="It is", widget=forms.RadioSelect, empty_label=None,
        error_messages={"required": "Choose the place that this one is."},
    )  # fmt: skip


def _point(one: str, other: str) -> tuple[int, int]:
    """Degrees are small numbers; metres of the grid are not."""
    try:
        small = abs(float(one)) <= 180 and abs(float(other)) <= 180
    except ValueError:
        raise Unclear("Give two numbers, such as 554050, 280250.") from None
    return (coordinates.from_degrees if small else coordinates.on_grid)(one, other)


def _facilities(record: Any) -> dict[str, str]:
    rows: list[AssetFacility] = list(record.facilities.all())
    return {each.element: each.has for each in rows}
