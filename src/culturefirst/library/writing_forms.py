"""The plain form of a case study, and what is asked beside it."""

import re
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from wagtail.images.fields import WagtailImageField

from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import DayField, words
from culturefirst.kit.forms import Form
from culturefirst.kit.starts import Start
from culturefirst.kit.uploads import Upload, UploadRefused, checked
from culturefirst.library.models import CaseStudyPage
from culturefirst.library.plain import to_text
from culturefirst.network.models import Organisation, Service, SubRegion, Topic
from culturefirst.programme.models import Activity

RICH = ("challenge", "done", "partners", "outcomes", "again", "evidence")
HOW = (
    "Leave a line empty between paragraphs; begin the lines of a list with a hyphen. "
    "A web address becomes a link."
)


class PoundsField(forms.DecimalField):
    """A sum as people write it: 18500, 18,500 or £18,500."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        said = {"invalid": "Write the sum in figures, such as 18500."}
        super().__init__(
            max_digits=12, decimal_places=2, min_value=0, required=False, widget=widget,
            error_messages=said, **options,
        )  # fmt: skip

    def to_python(self, value: Any) -> Any:
        """The sum without its sign and what parts its thousands."""
        plain = re.sub(r"[£,\s]", "", value) if isinstance(value, str) else value
        return super().to_python(plain)


class CaseStudyForm(EditForm):
    """A draft may be kept with anything but its title empty: what it lacks is told beside it."""

    grouped: ClassVar[tuple[str, ...]] = ("cost", "saving")
    later: ClassVar[tuple[str, ...]] = ("summary", "challenge", "done", "outcomes")
    sections: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("The story", ("title", "summary", "challenge", "done", "partners")),
        ("What it cost and saved", ("cost", "saving", "basis")),
        ("What came of it", ("outcomes", "again", "evidence")),
        (
            "What it is about",
            ("topics", "services", "sub_region", "organisation", "serves"),
        ),
        ("Who can read it, and whom to ask", ("name_me", "for_members", "review_by")),
    )
    title = forms.CharField(
        max_length=255, error_messages={"required": "Give it a title, by which you find it again."}
    )
    summary = words(
        "In a sentence or two", rows=2, required=False, help_text="Shown in lists and bulletins."
    )
    challenge = words("The challenge", rows=5, required=False, help_text=f"What was hard? {HOW}")
    done = words("What was done", rows=6, required=False)
    partners = words("Who did it together", rows=3, required=False)
    cost = PoundsField(label="Cost in pounds")
    saving = PoundsField(label="Saving in pounds a year")
    basis = words(
        "How they were worked out",
        rows=2,
        required=False,
        help_text="Needed where you give a cost or a saving.",
    )
    outcomes = words(
        "The outcomes", rows=5, required=False, help_text="What difference did it make, to whom?"
    )
    again = words(
        "What you would do again", rows=4, required=False, help_text="And what you would not."
    )
    evidence = words(
        "How you know", rows=3, required=False, help_text="Link to what shows it, if you can."
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    services = forms.MultipleChoiceField(
        choices=Service.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    sub_region = forms.ModelChoiceField(
        SubRegion.objects.all(), label="Sub-region", required=False, empty_label="The whole area"
    )
    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), required=False, empty_label="None in particular"
    )
    serves: Any = forms.ModelChoiceField(
        Activity.objects.none(),
        label="Activity of the work programme",
        required=False,
        empty_label="None",
        help_text="Which it belongs to, where you know.",
    )
    review_by = DayField(
        label="Look at it again on",
        required=False,
        help_text="When you see whether it still holds.",
    )
    name_me = forms.BooleanField(
        label="Name me as the one to ask", required=False, help_text="Everybody can read your name."
    )
    for_members = forms.BooleanField(label="Only for people of the network", required=False)

    def clean_summary(self) -> str:
        """No longer than lists can show."""
        most = CaseStudyPage._meta.get_field("summary").max_length or 0
        text: str = self.cleaned_data["summary"]
        if len(text) > most:
            raise forms.ValidationError(
                f"That is {len(text)} characters: shorten it to {most} or fewer."
            )
        return text

    @classmethod
    def held(cls, record: Any) -> dict[str, Any]:
        """What the draft says, with the version that is shown."""
        return super().held(record) | {"seen": record.latest_revision_id or 0}

    @staticmethod
    def read(record: Any, name: str) -> Any:
        """A field of the draft as a plain form holds it."""
        if name in RICH:
            return to_text(getattr(record, name))
        if name == "topics":
            return [row.topic for row in record.entry_topics.all()]
        if name == "services":
            return [row.service for row in record.entry_services.all()]
        if name == "name_me":
            return record.contact_id is not None and record.contact_id == record.written_by_id
        return getattr(record, name)


class BeginForm(CaseStudyForm):
    """The same, empty or with what it grows out of."""

    grown = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def editable(self) -> list[str]:
        return [name for name in super().editable if name != "grown"]


def fitted(kind: type[CaseStudyForm], user: Any, draft: Any = None, start: Any = None) -> Any:
    """The form with the bodies and activities that this person may choose of."""
    bodies = {post.organisation_id for post in getattr(user, "posts_today", ())}
    bodies |= {getattr(draft, "organisation_id", None), getattr(start, "organisation", None)}
    serves = {getattr(draft, "serves_id", None), getattr(start, "serves", None)} - {None}
    current = Q(programme__priority__work_programme__state="current") | Q(pk__in=serves)
    choices: dict[str, QuerySet[Any]] = {
        "organisation": Organisation.objects.filter(pk__in=bodies - {None}),
        "serves": Activity.objects.visible_to(user).filter(current),
    }

    class Fitted(kind):  # type: ignore[valid-type,misc]
        """With this person's choices, which the form keeps when it is made anew."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            for name, rows in choices.items():
                self.fields[name].queryset = rows

    return Fitted


def begun_from(start: Start | None) -> dict[str, Any]:
    """What a new form holds: nothing, or what the record that it grows out of brings along."""
    if start is None:
        return {"seen": 0, "name_me": True}
    return {
        "seen": 0,
        "name_me": True,
        "title": start.title[:255],
        "partners": "\n".join(f"- {name}" for name in start.partners),
        "organisation": start.organisation,
        "sub_region": start.sub_region,
        "serves": start.serves,
        "services": list(start.services),
        "topics": list(Topic.objects.filter(slug__in=start.topics)),
    }


class PictureField(WagtailImageField):
    """A picture of the kinds and sizes that are taken; its value is an ``Upload``."""

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        file = super().clean(data, initial)
        if not file:
            return None
        file.seek(0)
        try:
            return checked(file.name, file.read())
        except UploadRefused as refusal:
            raise forms.ValidationError(f"“{file.name}” was not taken. {refusal}") from refusal


class PutPictureForm(Form):
    """A picture and what somebody who cannot see it needs to know."""

    upload = PictureField(
        label="Picture",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text="PNG or JPEG, up to 10 MB. Put up nothing that must stay among members: "
        "pictures can be opened by whoever has their address.",
        error_messages={"required": "Choose the picture first."},
    )
    alternative = forms.CharField(
        label="What it shows", max_length=300, help_text="For whoever cannot see it."
    )
    caption = forms.CharField(max_length=300, required=False)


class SeenForm(Form):
    """That somebody agrees to what they were shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(SeenForm):
    """Publish it."""

    said = words("A word to whoever wrote it", rows=2, required=False)


class SendBackForm(SeenForm):
    """Give it back."""

    said = forms.CharField(
        label="What is to change",
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what is to change, so that they can put it right."},
    )
