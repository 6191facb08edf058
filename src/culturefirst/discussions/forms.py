"""The forms of discussions."""

from typing import Any, ClassVar

from django import forms

from culturefirst.discussions.models import LONGEST, Forum, Pace, Thread
from culturefirst.discussions.models.words import TOO_LONG
from culturefirst.kit.forms import Form
from culturefirst.kit.uploads import TAKEN, UploadField
from culturefirst.network.models import Topic
from culturefirst.programme.models import Activity
from culturefirst.surveys.models import Poll

HOW = (
    "Name somebody with @ and their full name. **bold**, *italic*, lists with -, "
    "quotes with >, links in full."
)
FILES = ("file", "second_file", "third_file")


def words(label: str = "Your words", rows: int = 8, **more: Any) -> forms.CharField:
    """A field for what somebody writes."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": str(rows), "maxlength": None}),
        help_text=HOW,
        **more,
    )


class WithFiles(Form):
    """Up to three files, behind a heading."""

    folded: ClassVar[tuple[str, ...]] = FILES
    file = UploadField(label="A file", required=False, help_text=f"{TAKEN}, up to 25 MB.")
    second_file = UploadField(label="A second file", required=False)
    third_file = UploadField(label="A third file", required=False)

    def clean(self) -> dict[str, Any]:
        """The files as one list."""
        given: dict[str, Any] = super().clean() or {}
        found = [given.pop(name, None) for name in FILES]
        return given | {"uploads": [each for each in found if each is not None]}


class ReplyForm(WithFiles):
    """What somebody writes in a thread."""

    text = words()
    field_order = ("text", *FILES)


class WordsForm(Form):
    """One's own words once more."""

    text = words()


class AboutThread(Form):
    """What a thread is called and is about."""

    title = forms.CharField(max_length=200, help_text="What it is about, in a line.")
    asks = forms.BooleanField(
        label="It is a question",
        required=False,
        help_text="A reply can be marked as its answer.",
    )
    topic: Any = forms.ModelChoiceField(queryset=Topic.objects.none(), required=False)
    serves: Any = forms.ModelChoiceField(
        queryset=Activity.objects.none(), label="Activity of the work programme", required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Activity.objects.visible_to(user).filter(
            programme__priority__work_programme__state="current"
        )
        _offer(self, "topic", Topic.objects.all())
        _offer(self, "serves", current)


class ThreadForm(AboutThread, WithFiles):
    """A new thread with its opening words."""

    folded: ClassVar[tuple[str, ...]] = ("topic", "serves", "poll", *FILES)
    text = words("Opening words")
    poll: Any = forms.ModelChoiceField(
        queryset=Poll.objects.none(),
        label="A quick poll in it",
        required=False,
        help_text="One that is open, for everybody or for this group.",
    )
    field_order = ("title", "text", "asks", "topic", "serves", "poll", *FILES)

    def __init__(self, *args: Any, user: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        polls = Poll.objects.visible_to(user).filter(
            opened_on__isnull=False, closed_on__isnull=True, audience__isnull=True
        )
        _offer(self, "poll", polls.filter(group=None) | polls.filter(group=forum.group_id))


class WhyForm(Form):
    """Why words are removed."""

    why = forms.CharField(
        label="Why", max_length=300, help_text="It stands in the place of the words."
    )


class ConcernForm(Form):
    """What is wrong with a contribution."""

    why = forms.CharField(
        label="What is wrong", max_length=500, widget=forms.Textarea(attrs={"rows": "3"})
    )


class MoveForm(Form):
    """Where a thread goes."""

    forum: Any = forms.ModelChoiceField(queryset=Forum.objects.none(), empty_label=None)

    def __init__(self, *args: Any, forums: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "forum", forums, always=True)


class PaceForm(Form):
    """How often somebody wants letters."""

    often = forms.ChoiceField(
        label="Letters about what is new in what you follow",
        choices=Pace.Often.choices,
        widget=forms.RadioSelect,
    )


def held(thread: Thread) -> dict[str, Any]:
    """What a thread is called and is about, as its form holds it."""
    return {name: getattr(thread, name) for name in ("title", "asks", "topic", "serves")}


def _offer(form: Form, name: str, rows: Any, *, always: bool = False) -> None:
    """Let a field offer these records; without any it is left out."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]
    if not always and not rows.exists():
        del form.fields[name]
        form.folded = tuple(each for each in form.folded if each != name)  # type: ignore[misc]
