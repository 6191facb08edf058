"""The forms of a challenge: asking for one, opening it, and who takes part."""

from typing import Any

from django import forms

from culturefirst.collaboration.queries.listings import people_at
from culturefirst.improvement.models import (
    Assessment,
)
from culturefirst.kit import clock
from culturefirst.kit.fields import field_of, words
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation, Person


class BecauseForm(Form):
    """Why something is called off."""

    because = forms.CharField(label="Why", max_length=300, help_text="One sentence.")


class ProposeForm(Form):
    """Whom to ask for a challenge."""

    assessment: Any = forms.ModelChoiceField(
        Assessment.objects.none(), label="Your self-assessment", empty_label=None
    )
    challenger: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who is to challenge it", empty_label="Choose one"
    )

    def __init__(self, *args: Any, assessments: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "assessment").queryset = assessments
        field_of(self, "challenger").queryset = bodies

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        own, other = given.get("assessment"), given.get("challenger")
        if own is not None and other is not None and own.organisation_id == other.pk:
            self.add_error("challenger", "That is your own organisation. Choose another.")
        return given


class AskForChallengeForm(Form):
    """Who is asked at the other body, for what, and why even so."""

    lead: Any = forms.ModelChoiceField(
        Person.objects.none(),
        label="Whom to ask there",
        empty_label=None,
        help_text="They answer for their organisation, and lead its peers until they name others.",
    )
    each_other = forms.BooleanField(
        label="We would challenge them in return",
        required=False,
        help_text="They choose with which of their self-assessments, or go without.",
    )
    words = words("What you hope for", required=False, rows=3, help_text="Both sides read it.")
    despite = forms.CharField(
        label="Why it is right even so", max_length=300, help_text="Both sides read it."
    )

    def __init__(self, *args: Any, people: Any, must: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "lead").queryset = people
        if not must:
            del self.fields["despite"]


class AcceptForm(Form):
    """With what one is challenged in return, if one was asked."""

    in_return: Any = forms.ModelChoiceField(
        Assessment.objects.none(),
        label="What they challenge in return",
        required=False,
        empty_label="Nothing: we challenge them alone",
    )

    def __init__(self, *args: Any, own: Any, offers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "in_return").queryset = own
        if not offers:
            del self.fields["in_return"]


class OpenForm(Form):
    """What the peers may read."""

    judgements = forms.BooleanField(
        label="Our scores",
        required=False,
        help_text="The agreed level of each criterion with its reason, strengths and areas for "
        "improvement; with them the title and the scope.",
    )
    evidence = forms.BooleanField(
        label="Our evidence",
        required=False,
        help_text="Only the pieces that you marked as shown to peers.",
    )
    spread = forms.BooleanField(
        label="How people scored on their own",
        required=False,
        help_text="The spread; never who said what.",
    )


class PersonForm(Form):
    """Somebody of a body."""

    person: Any = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who",
        empty_label="Choose somebody who works there",
        error_messages={"invalid_choice": "Choose somebody who works there today."},
    )

    def __init__(self, *args: Any, body: Organisation, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "person").queryset = people_at([body], user, clock.today())
