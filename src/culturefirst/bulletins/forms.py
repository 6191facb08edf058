"""The forms of bulletins."""

from typing import Any

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.network.models import Audience, Topic
from culturefirst.network.queries.topics import offered
from culturefirst.programme.models import Activity


class BulletinForm(Form):
    """What a bulletin is called, says before and after its items, and to whom it goes."""

    title = forms.CharField(
        label="Name", max_length=150, help_text="As the archive lists it: “E-bulletin 4, 2011”."
    )
    heading = forms.CharField(
        label="Subject of the letter", max_length=150, help_text="What readers see in their inbox."
    )
    intro = forms.CharField(
        label="Opening words", required=False, widget=forms.Textarea(attrs={"rows": "4"})
    )
    closing = forms.CharField(
        label="Closing words", required=False, widget=forms.Textarea(attrs={"rows": "3"})
    )
    audience: Any = forms.ModelChoiceField(
        queryset=Audience.objects.none(), empty_label="Choose an audience"
    )
    topic: Any = forms.ModelChoiceField(
        queryset=Topic.objects.none(),
        empty_label="Choose a topic",
        help_text="Only people who agreed to letters about it are written to.",
    )
    to_outsiders = forms.BooleanField(
        label="Also to subscribers outside the network", required=False
    )
    serves: Any = forms.ModelChoiceField(
        queryset=Activity.objects.none(),
        label="Activity of the work programme",
        empty_label="None",
        required=False,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = {"programme__priority__work_programme__state": "current"}
        for name, rows in (
            ("audience", Audience.objects.visible_to(user).filter(retired_at__isnull=True)),
            ("topic", offered()),
            ("serves", Activity.objects.visible_to(user).filter(**current)),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class ItemForm(Form):
    """Words of one's own in a bulletin."""

    heading = forms.CharField(max_length=200)
    words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": "3"}))
    url = forms.CharField(
        label="Link",
        max_length=500,
        required=False,
        help_text="A whole address, or one of this site that begins with /.",
    )


class SendForm(Form):
    """How quickly letters go."""

    rate = forms.IntegerField(
        label="Letters a minute",
        min_value=1,
        max_value=60_000,
        initial=600,
        required=False,
        help_text="Empty: as fast as the mail server takes them.",
    )


class ReadingForm(Form):
    """An address, and what bulletins to read."""

    email = forms.EmailField(label="Your email address", max_length=320)
    topics: Any = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one topic."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = offered()  # type: ignore[attr-defined]


class TopicsForm(ReadingForm):
    """What bulletins to read; none is an answer."""

    email = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].required = False
