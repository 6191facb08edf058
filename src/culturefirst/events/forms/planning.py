"""The forms by which an event is planned, changed and called off."""

from typing import Any, ClassVar

from django import forms

from culturefirst.events.models import Event, Kind
from culturefirst.events.moments import MomentField
from culturefirst.events.queries.planning import choices
from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.forms import Form
from culturefirst.kit.starts import Start
from culturefirst.network.models import Audience, Group, Organisation, SubRegion, Topic
from culturefirst.programme.models import Activity

Sections = tuple[tuple[str, tuple[str, ...]], ...]


class EventForm(EditForm):
    """Everything about an event that is one value; its parts have pages of their own."""

    sections: ClassVar[Sections] = (
        ("What it is", ("kind", "title", "summary", "description", "topics", "serves")),
        (
            "When and where",
            (
                *("starts_at", "ends_at", "venue", "address", "postcode", "online"),
                *("sub_region", "host"),
            ),
        ),
        ("Whom it is for", ("access", "group", "audience")),
        ("Places", ("places", "per_body", "filling", "books_until", "price")),
    )
    grouped: ClassVar[tuple[str, ...]] = ("starts_at", "ends_at", "places", "per_body")
    kind = forms.ChoiceField(choices=Kind.choices)
    title = forms.CharField(max_length=200)
    summary = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text="One or two sentences, shown in lists and bulletins.",
    )
    description = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": "6"}),
        help_text="What people will take away, and what to bring.",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.filter(retired_on__isnull=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serves: Any = forms.ModelChoiceField(
        Activity.objects.none(),
        label="Activity of the work programme",
        required=False,
        empty_label="None",
        help_text="Which it is held for: its targets count it.",
    )
    starts_at = MomentField(label="Begins")
    ends_at = MomentField(label="Ends")
    venue = forms.CharField(max_length=200, required=False)
    address = forms.CharField(max_length=300, required=False)
    postcode = forms.CharField(max_length=10, required=False)
    online = forms.URLField(
        label="Address to join online",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Told only to those who have a place.",
    )
    sub_region = forms.ModelChoiceField(
        SubRegion.objects.all(), label="Sub-region", required=False, empty_label="The whole area"
    )
    host: Any = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Who hosts it",
        required=False,
        empty_label="Nobody in particular",
    )
    access = forms.ChoiceField(label="Who knows of it", choices=Event.Access.choices)
    group: Any = forms.ModelChoiceField(
        Group.objects.none(), label="Only for a group", required=False, empty_label="No group"
    )
    audience: Any = forms.ModelChoiceField(
        Audience.objects.none(),
        label="Who may book",
        required=False,
        empty_label="Whoever knows of it",
    )
    places = forms.IntegerField(
        min_value=1, max_value=100_000, required=False, help_text="Empty where nothing limits them."
    )
    per_body = forms.IntegerField(
        label="Of one body at most", min_value=1, max_value=100_000, required=False
    )
    filling = forms.ChoiceField(
        label="Who moves up from the waiting list", choices=Event.Filling.choices
    )
    books_until = MomentField(
        label="Bookings until", required=False, help_text="Empty: until it begins."
    )
    price = forms.DecimalField(
        label="Price in pounds", min_value=0, max_digits=8, decimal_places=2, initial=0
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, bookings end before it does, a group's event names it."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends, until = (given.get(name) for name in ("starts_at", "ends_at", "books_until"))
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "It ends before it begins: give a later end.")
        if until and ends and until > ends:
            self.add_error("books_until", "Give a moment before the end of the event.")
        for_group = given.get("access") == Event.Access.GROUP
        if for_group and not given.get("group") and "group" not in self.errors:
            self.add_error("group", "Say which group, or let more people know of it.")
        if given.get("group") and not for_group:
            self.add_error("access", "Choose “Only a group knows of it”, or no group.")
        if given.get("group") and given.get("audience"):
            self.add_error("audience", "Choose a group or an audience, not both.")
        return given

    @staticmethod
    def read(record: Any, name: str) -> Any:
        """The event's own value; of its topics, themselves."""
        if name == "topics":
            return Topic.objects.filter(pk__in=record.topics.values("topic"))
        return EditForm.read(record, name)


class BeginForm(EventForm):
    """The same for a new event, empty or with what it grows out of."""

    grown = forms.CharField(required=False, widget=forms.HiddenInput)


def fitted(kind: type[EventForm], user: Any, event: Any = None) -> type[EventForm]:
    """The form with what this person may choose of, and with what the event has already."""
    offered = choices(user, clock.today(), event)

    class Fitted(kind):  # type: ignore[valid-type,misc]
        """With this person's choices, which the form keeps when it is made anew."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            for name, rows in offered.items():
                self.fields[name].queryset = rows

    return Fitted


def begun_from(start: Start) -> dict[str, Any]:
    """What a new form holds of the record that it grows out of."""
    return {
        "grown": f"{start.record._meta.label_lower}:{start.record.pk}",
        "title": start.title[:200],
        "host": start.organisation,
        "sub_region": start.sub_region,
        "serves": start.serves,
        "topics": list(Topic.objects.filter(slug__in=start.topics)),
    }


class WhyForm(Form):
    """Why something is called off, for those who booked."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Everybody who booked reads this.",
    )
