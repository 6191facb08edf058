"""The forms of offers and needs."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from culturefirst.collaboration.models import LONGEST, Arrangement, Introduction, Listing
from culturefirst.collaboration.queries.listings import bodies_of, bodies_on_board, people_at
from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, field_of
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Person, Service, SubRegion
from culturefirst.programme.models import Activity

EVERY = [("", "All")]
TOO_LONG = f"This is longer than {LONGEST:,} characters. Shorten it."
NO_UNIT = "Say what the number counts."
NO_NUMBER = "Give the number, or leave what it counts empty."
ONE_SIZE = "Give a number or say how large it is roughly, not both."
ENDS_FIRST = "Its last day is before its first. Give a later one, or none."
NOT_THERE = "Nobody of that name works at %(body)s today. Choose somebody who does."


def words_field(
    label: str, help_text: str, *, required: bool = True, rows: int = 4
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": str(rows), "maxlength": None}),
    )


class NumberField(forms.DecimalField):
    """A number, shown without noughts that say nothing."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class BoardFilter(Form):
    """Which offers and needs the list shows; the side is chosen by tabs."""

    side = forms.ChoiceField(required=False, choices=Listing.Side.choices, widget=forms.HiddenInput)
    arrangement = forms.ChoiceField(
        label="Arrangement", required=False, choices=[*EVERY, *Arrangement.choices]
    )
    service = forms.ChoiceField(label="Service", required=False, choices=[*EVERY, *Service.choices])
    sub_region = forms.ModelChoiceField(
        SubRegion.objects.all(),
        label="Sub-region",
        required=False,
        to_field_name="slug",
        empty_label="All",
    )
    readiness = forms.ChoiceField(
        label="How far it is", required=False, choices=[*EVERY, *Listing.Readiness.choices]
    )
    body = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Organisation",
        required=False,
        to_field_name="slug",
        empty_label="All",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "body").queryset = bodies_on_board(user, clock.today())


class ListingForm(Form):
    """An offer or a need, in three short parts; what is not asked for is not known."""

    grouped: ClassVar[tuple[str, ...]] = (
        "arrangement", "service", "amount", "unit", "rough", "starts", "ends", "contact",
        "readiness",
    )  # fmt: skip
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("What it is", ("side", "organisation", "title", "words")),
        ("Which kind", ("arrangement", "service")),
        ("When and where", ("starts", "ends", "reach")),
        ("How much, if you know", ("amount", "unit", "rough")),
        ("Whom to ask", ("contact", "readiness", "serves")),
    )
    side = forms.ChoiceField(
        label="Do you offer or need something?",
        choices=[("offer", "We offer it"), ("need", "We need it")],
        widget=forms.RadioSelect,
    )
    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation", empty_label=None
    )
    title = forms.CharField(
        label="In one line", max_length=120, help_text="For example: Dry store for museum objects."
    )
    words = words_field("What others should know", "Two or three sentences.", required=False)
    arrangement = forms.ChoiceField(
        label="Kind of arrangement", choices=[("", "Choose one"), *Arrangement.choices]
    )
    service = forms.ChoiceField(
        label="Service", required=False, choices=[("", "Any service"), *Service.choices]
    )
    reach = forms.ChoiceField(
        label="Where the other may be", choices=Listing.Reach.choices, widget=forms.RadioSelect
    )
    amount = NumberField(
        label="How much, as a number",
        required=False,
        max_digits=12,
        decimal_places=2,
        error_messages={"invalid": "Write a number in figures, such as 120 or 2.5."},
    )
    unit = forms.ChoiceField(
        label="What it counts", required=False, choices=[("", "–"), *Listing.Unit.choices]
    )
    starts = DayField(label="From", required=False, help_text="Empty: from now on.")
    ends = DayField(label="Until", required=False, help_text="Its last day. Empty: for good.")
    rough = forms.ChoiceField(
        label="Or roughly",
        required=False,
        choices=[("", "Not known"), *Listing.Rough.choices],
        help_text="Where you have no number.",
    )
    readiness = forms.ChoiceField(label="How far it is", choices=Listing.Readiness.choices)
    contact: Any = forms.ModelChoiceField(
        Person.objects.none(),
        label="Whom to ask",
        empty_label=None,
        help_text="Letters go to this person.",
        error_messages={"invalid_choice": "Choose somebody who works there today."},
    )
    serves: Any = forms.ModelChoiceField(
        Activity.objects.none(), label="Activity of the work programme it serves", required=False
    )

    def __init__(self, *args: Any, user: Any, bodies: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        bodies = bodies_of(user) if bodies is None else bodies
        field_of(self, "organisation").queryset = bodies
        self._offer_people(people_at(bodies, user, clock.today()))
        current = Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        )
        if current.exists():
            field_of(self, "serves").queryset = current
        else:
            del self.fields["serves"]
            self._leave_out("serves")

    def clean(self) -> dict[str, Any]:
        """What cannot be true together is told beside the field to change."""
        given: dict[str, Any] = super().clean() or {}
        amount, unit = given.get("amount"), given.get("unit")
        if amount is not None and not unit and "amount" in given:
            self.add_error("unit", NO_UNIT)
        if unit and amount is None and not self.has_error("amount"):
            self.add_error("amount", NO_NUMBER)
        if amount is not None and given.get("rough"):
            self.add_error("rough", ONE_SIZE)
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", ENDS_FIRST)
        return given

    def _offer_people(self, people: Any) -> None:
        field, first = field_of(self, "contact"), self.initial.get("contact")
        field.queryset = people
        # Else a browser would name whoever stands first where nobody was chosen.
        if first is None or not people.filter(pk=getattr(first, "pk", first)).exists():
            field.empty_label = "Choose somebody who works there"

    def _leave_out(self, *names: str) -> None:
        kept = [(title, [n for n in some if n not in names]) for title, some in self.sections]
        self.sections = tuple((t, tuple(some)) for t, some in kept)  # type: ignore[misc]


class NewListingForm(ListingForm):
    """A new one: for the one body of whoever has only one, that is not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = field_of(self, "organisation").queryset
        self.only = bodies.first() if bodies.count() == 1 else None
        if self.only is not None:
            del self.fields["organisation"]
            self._leave_out("organisation")

    def clean(self) -> dict[str, Any]:
        """With the body, named or not, at which the contact works."""
        given = super().clean()
        body = given.setdefault("organisation", self.only)
        contact = given.get("contact")
        if body and contact and not self._works_at(contact, body):
            self.add_error("contact", forms.ValidationError(NOT_THERE, params={"body": body}))
        return given

    def _works_at(self, person: Person, body: Organisation) -> bool:
        at = Organisation.objects.visible_to(self.user).filter(pk=body.pk)
        return people_at(at, self.user, clock.today()).filter(pk=person.pk).exists()


class EditListingForm(EditForm, ListingForm):
    """One that is there: whose it is stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {"user": kwargs.get("user"), "bodies": kwargs.get("bodies")}
        super().__init__(*args, **kwargs)
        del self.fields["organisation"]
        self._leave_out("organisation")

    def another(self, **options: Any) -> "EditListingForm":
        return type(self)(**options, **self.given)


class CloseForm(Form):
    """What came of it."""

    came_of = forms.ChoiceField(
        label="What came of it?", choices=Listing.CameOf.choices, widget=forms.RadioSelect
    )
    introduction: Any = forms.ModelChoiceField(
        Introduction.objects.none(),
        label="With whom",
        required=False,
        empty_label="Nobody who wrote to you here",
        help_text="Only where it came about through the network.",
    )
    outcome = words_field(
        "In a few words",
        "What you agreed, or why nothing came of it. Your own organisation and the team read this.",
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, introductions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = field_of(self, "introduction")
        field.queryset = introductions
        field.label_from_instance = lambda each: f"{each.organisation}, {each.asked_by}"
        if not introductions:
            del self.fields["introduction"]


class IntroduceForm(Form):
    """A few words to whoever is named in a listing."""

    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation", empty_label=None
    )
    own: Any = forms.ModelChoiceField(
        Listing.objects.none(),
        label="Which of yours it fits",
        required=False,
        empty_label="None of them",
    )
    words = words_field("Your words", "What you have in mind, and when you can talk.", rows=5)

    def __init__(self, *args: Any, bodies: Any, owns: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = bodies.first() if bodies.count() == 1 else None
        field_of(self, "organisation").queryset = bodies
        field_of(self, "own").queryset = owns
        if self.only is not None:
            del self.fields["organisation"]
        if not owns.exists():
            del self.fields["own"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("organisation", self.only)
        return given
