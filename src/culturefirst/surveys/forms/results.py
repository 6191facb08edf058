"""The forms beside results: a finding, and what is published."""

from typing import Any

from django import forms

from culturefirst.kit.asking.sheet import Kind
from culturefirst.kit.fields import words
from culturefirst.kit.forms import Form
from culturefirst.surveys.models import Wave


class FindingForm(Form):
    """What the figures mean, in the words of somebody who knows the matter."""

    words = words(
        "What it tells", rows=5, required=False,
        help_text="It stands beside the figures, and is published with them. Empty takes it away.",
    )  # fmt: skip


class PublishForm(Form):
    """Which questions' results are told, and to whom."""

    questions = forms.MultipleChoiceField(
        label="Results of these questions", widget=forms.CheckboxSelectMultiple,
        help_text="Words that people wrote are never published.",
    )  # fmt: skip
    told = forms.ChoiceField(
        label="To whom", choices=Wave.Told.choices, widget=forms.RadioSelect,
        initial=Wave.Told.MEMBERS,
    )  # fmt: skip

    def __init__(self, *args: Any, wave: Wave, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"questions": wave.published, "told": wave.told})
        super().__init__(*args, **kwargs)
        asked = [each for each in wave.asked.questions if each.kind not in (Kind.TEXT, Kind.FILE)]
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (each.key, each.words) for each in asked
        ]
