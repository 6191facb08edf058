"""The forms of an event's parts: sessions, people, bodies, shares of places, papers."""

from typing import Any, ClassVar

from django import forms

from culturefirst.events.models import EventPaper, Speaker
from culturefirst.events.moments import MomentField
from culturefirst.kit.forms import Form
from culturefirst.kit.uploads import ACCEPT, TAKEN, UploadField
from culturefirst.network.models import Organisation, Role


class SessionForm(Form):
    """A part of the day with its own time."""

    grouped: ClassVar[tuple[str, ...]] = ("starts_at", "ends_at", "room", "track")
    title = forms.CharField(max_length=200)
    led_by = forms.CharField(label="Who leads it", max_length=200, required=False)
    starts_at = MomentField(label="Begins")
    ends_at = MomentField(label="Ends")
    room = forms.CharField(max_length=100, required=False)
    track = forms.CharField(
        max_length=100, required=False, help_text="Where parts run side by side: a name for each."
    )


class SpeakerForm(Form):
    """Somebody by name; whoever is of the network is known by it."""

    name = forms.CharField(
        max_length=200, help_text="Whoever is in the network is found by their whole name."
    )
    of = forms.CharField(label="Of which body", max_length=200, required=False)
    part = forms.ChoiceField(label="As", choices=Speaker.Part.choices)


class PartnerForm(Form):
    """A body that carries the event along."""

    organisation = forms.ModelChoiceField(Organisation.objects.order_by("name"), label="Body")


class QuotasForm(Form):
    """At most so many places for each kind of delegate."""

    grouped: ClassVar[tuple[str, ...]] = tuple(Role.values)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in Role:
            self.fields[role.value] = forms.IntegerField(
                label=role.label, min_value=1, max_value=100_000, required=False
            )


class EventPaperForm(Form):
    """A file, what it is called, and who may read it."""

    title = forms.CharField(max_length=200)
    upload = UploadField(
        label="File",
        help_text=f"{TAKEN}, up to 25 MB, without macros.",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    when = forms.ChoiceField(label="What it is", choices=EventPaper.When.choices)
    for_delegates = forms.BooleanField(
        label="Only for who has a place",
        required=False,
        initial=True,
        help_text="Otherwise whoever may read of the event can read it.",
    )
