"""The forms of initiatives."""

from typing import Any

from django import forms

from culturefirst.collaboration.forms import words_field
from culturefirst.collaboration.queries.listings import bodies_of, people_at
from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import field_of
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Person
from culturefirst.programme.models import Activity


class InitiativeForm(Form):
    """What an initiative says."""

    title = forms.CharField(
        label="In one line", max_length=120, help_text="For example: One store for three museums."
    )
    words = words_field(
        "What you want to do together",
        "A few sentences; a draft may be empty.",
        required=False,
        rows=5,
    )
    serves: Any = forms.ModelChoiceField(
        Activity.objects.none(), label="Activity of the work programme it serves", required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        current = Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        )
        if current.exists():
            field_of(self, "serves").queryset = current
        else:
            del self.fields["serves"]


class DraftForm(InitiativeForm):
    """A new one: with both bodies of an introduction, or with one's own and another."""

    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="For which organisation", empty_label=None
    )
    other: Any = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Together with",
        required=False,
        empty_label="Not known yet",
        help_text="You can add more on the next page, and say whom to ask there.",
    )
    field_order = ("organisation", "other", "title", "words", "serves")

    def __init__(self, *args: Any, user: Any, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        bodies = bodies_of(user)
        self.only = bodies.first() if bodies.count() == 1 else None
        field_of(self, "organisation").queryset = bodies
        standing = Organisation.objects.visible_to(user).standing_on(clock.today())
        outside = standing.exclude(pk=self.only.pk) if self.only else standing
        field_of(self, "other").queryset = outside
        if known or self.only is not None:
            del self.fields["organisation"]
        if known:
            del self.fields["other"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("organisation", self.only)
        other = given.get("other")
        if other is not None and other == given["organisation"]:
            self.add_error("other", "That is your own organisation. Choose another, or none.")
        return given


class EditInitiativeForm(EditForm, InitiativeForm):
    """One that is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.given = {"user": kwargs.get("user")}
        super().__init__(*args, **kwargs)

    def another(self, **options: Any) -> "EditInitiativeForm":
        return type(self)(**options, **self.given)


class DropForm(Form):
    """Why it goes no further."""

    because = forms.CharField(
        label="Why", required=False, max_length=300, help_text="One sentence, for its partners."
    )


class AddPartnerForm(Form):
    """Another body."""

    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="Organisation", empty_label="Choose one"
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "organisation").queryset = bodies


class PartnerForm(Form):
    """Whom to ask at a partner."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(),
        label="Whom to ask",
        empty_label="Choose somebody who works there",
        help_text="They are told by letter.",
        error_messages={"invalid_choice": "Choose somebody who works there today."},
    )

    def __init__(self, *args: Any, body: Organisation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "person").queryset = people_at([body], user, clock.today())
