"""A topic's own words, and what somebody chooses of them."""

from typing import Any

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.network.forms.joining import Topics


class TopicForm(Form):
    """What a topic is called and what it is about."""

    name = forms.CharField(label="Name", max_length=100, help_text="Such as Museums.")
    says = forms.CharField(
        label="What it is about",
        max_length=300,
        required=False,
        help_text="A few words, shown beside the name.",
    )


class PreferencesForm(Form):
    """What somebody follows, and what they agree to be written to about."""

    interests = Topics(
        label="What you work on or follow",
        help_text="Members of the network see it beside your name.",
    )
    agreed = Topics(
        label="You may write to me by email about",
        help_text="Untick a line to take it back. Letters that your account needs come anyway.",
    )

    def __init__(self, *args: Any, interests: Any, agreed: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interests"].queryset = interests  # type: ignore[attr-defined]
        self.fields["agreed"].queryset = agreed  # type: ignore[attr-defined]

    @property
    def has_topics(self) -> bool:
        """Whether there is anything to choose from."""
        return any(field.queryset.exists() for field in self.fields.values())  # type: ignore[attr-defined]
