"""The forms of bookings."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from culturefirst.events.models import Booking, Event
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Person, Post, Role

WHO_READS = "Only you, whoever booked for you and whoever prepares the day see it."
EVERY = [("", "All")]


class PostChoice(forms.ModelChoiceField[Post]):
    """A choice among somebody's posts, each with its body."""

    def label_from_instance(self, post: Post) -> str:
        return f"{post.title}, {post.organisation}"


class PersonChoice(forms.ModelChoiceField[Person]):
    """A choice among people, each with the posts they hold today."""

    def label_from_instance(self, person: Person) -> str:
        held = ", ".join(f"{post.title}, {post.organisation}" for post in person.held)  # type: ignore[attr-defined]
        return f"{person} ({held})" if held else str(person)


class NeedsForm(Form):
    """What a delegate eats and needs, and what their invoice is to quote."""

    dietary = forms.CharField(
        label="What you do not eat",
        max_length=300,
        required=False,
        help_text=f"Such as vegetarian, or no nuts. {WHO_READS}",
    )
    access = forms.CharField(
        label="What you need to take part",
        max_length=300,
        required=False,
        help_text="Such as a step-free way in, large print, or a hearing loop.",
    )
    invoice_reference = forms.CharField(
        label="Reference for the invoice",
        max_length=60,
        required=False,
        help_text="Such as a purchase order, where your finance team wants one.",
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not event.price:
            del self.fields["invoice_reference"]


class ClashForm(NeedsForm):
    """The same, with consent to be booked elsewhere at that time, where that was asked for."""

    clash_accepted = forms.BooleanField(label="Book all the same", required=False)

    def __init__(self, *args: Any, clash: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not clash:
            del self.fields["clash_accepted"]


class BookForm(ClashForm):
    """A place for oneself."""

    field_order = ["clash_accepted", "post"]
    post: Any = PostChoice(Post.objects.none(), label="You come as", required=False)

    def __init__(self, *args: Any, posts: "QuerySet[Post]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]
        self.fields["post"].empty_label = None  # type: ignore[attr-defined]
        if len(posts) < 2:
            del self.fields["post"]


class FindForm(Form):
    """Words by which a colleague is found."""

    words = forms.CharField(label="Name, or its beginning", max_length=100, required=False)


class ColleagueForm(ClashForm):
    """A place for somebody who was found by name."""

    field_order = ["clash_accepted", "person"]
    person = PersonChoice(
        Person.objects.none(),
        label="Who",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose one of the people."},
    )

    def __init__(self, *args: Any, people: "QuerySet[Person]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        _of_somebody_else(self)


class GuestForm(NeedsForm):
    """A place for somebody from outside the network."""

    field_order = ["guest_name", "guest_email"]
    guest_name = forms.CharField(label="Name of your guest", max_length=200)
    guest_email = forms.EmailField(
        label="Their email address",
        max_length=254,
        help_text="They are written to now, and before the day. Name and address are taken out 60 "
        "days after it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _of_somebody_else(self)


class ReasonForm(Form):
    """Why somebody moves up by hand."""

    reason = forms.CharField(
        label="Why they come before others",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="It is kept with the booking, for whoever asks later.",
    )


class CancelForm(Form):
    """Giving somebody else's place back, with the reason if there is one to tell."""

    reason = forms.CharField(
        label="What to tell them",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="It stands in the letter that they get.",
    )


class PlacesForm(Form):
    """How many places an event has."""

    places = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=100_000,
        required=False,
        help_text="Nothing: no limit. More places go to those who wait at once.",
    )


class DelegatesFilter(Form):
    """Which bookings of an event the list shows."""

    state = forms.ChoiceField(
        label="Standing", required=False, choices=[*EVERY, *Booking.State.choices]
    )
    role = forms.ChoiceField(label="Role", required=False, choices=[*EVERY, *Role.choices])
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation", required=False, empty_label="All"
    )

    def __init__(self, *args: Any, bodies: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]


def _of_somebody_else(form: NeedsForm) -> None:
    form.fields["dietary"].label = "What they do not eat"
    form.fields["access"].label = "What they need to take part"
    form.fields[
        "dietary"
    ].help_text = (
        "Such as vegetarian, or no nuts. Only they, you and whoever prepares the day see it."
    )
