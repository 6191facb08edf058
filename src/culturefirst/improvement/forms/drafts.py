"""Forms by which a framework is written part by part."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from culturefirst.improvement.frameworks import Framework, Level
from culturefirst.improvement.frameworks import values as said
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import LinesField, words
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation

KEY = "Small letters, figures and hyphens, such as asset-use."
LEVEL = re.compile(r"(\d{1,3})\s*\|\s*([^|]+?)\s*(?:\|\s*(.*))?")


def line_field(
    label: str, most: int, help_text: str = "", required: bool = True
) -> forms.CharField:
    """Words on one line."""
    return forms.CharField(label=label, max_length=most, help_text=help_text, required=required)


def key_field(label: str = "Key", help_text: str = KEY) -> forms.RegexField:
    """What a file calls it."""
    wrong = {"invalid": "Write small letters, figures and hyphens, such as asset-use."}
    return forms.RegexField(
        rf"^{said.SLUG.pattern}$",
        label=label,
        max_length=said.KEY,
        help_text=help_text,
        error_messages=wrong,
    )


def weight_field() -> forms.DecimalField:
    """How much something counts."""
    return forms.DecimalField(
        label="Weight",
        min_value=0,
        max_digits=8,
        decimal_places=3,
        help_text="Beside the others; 1 is usual, 0 counts for nothing.",
    )


def kinds_field() -> forms.MultipleChoiceField:
    """For which bodies."""
    return forms.MultipleChoiceField(
        label="Asked of",
        choices=Organisation.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: every kind.",
    )


class ScaleField(LinesField):
    """Levels as lines: number, name, what it means."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(_written(each) for each in value)
        return value

    def clean(self, value: Any) -> list[Level]:  # type: ignore[override]
        """The levels; each must have a number and a name."""
        found = []
        for text in super().clean(value):
            if (told := LEVEL.fullmatch(text)) is None:
                raise forms.ValidationError(
                    "Write each level as number | name | meaning, such as 1 | Poor | Not done. "
                    f"This is not so: {text[:60]}"
                )
            found.append(Level(int(told[1]), told[2], told[3] or ""))
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != list(initial or [])
        except forms.ValidationError:
            return True


def _written(each: Level) -> str:
    return " | ".join(str(part) for part in (each.value, each.name, each.says) if part != "")


class NewForm(Form):
    """A framework that begins from nothing: the least that it can be."""

    title = line_field("Title", said.TITLE)
    key = key_field(help_text=f"It stays through all versions. {KEY}")
    version = line_field("Version", said.NAME, "Its year or number.")
    theme = line_field("Its first theme", said.TITLE)
    criterion = line_field("The first thing judged in it", 300)


class HeadForm(EditForm):
    """The framework itself."""

    title = line_field("Title", said.TITLE)
    says = words("What it is for", rows=5, required=False)
    source = line_field("Where the words come from", 500, required=False)
    language = line_field("Language", 20, "A tag such as en or cy.")
    kinds = kinds_field()


class ScaleForm(EditForm):
    """The scale."""

    scale = ScaleField(
        label="Levels, the lowest first",
        rows=8,
        help_text="One a line: number | name | what it means.",
    )
    drop = forms.BooleanField(
        label="Take out what is said of levels that are no more", required=False
    )


class ThemeForm(EditForm):
    """A theme."""

    title = line_field("Title", said.TITLE)
    key = key_field()
    says = words("What it is about", required=False)
    weight = weight_field()


class CriterionForm(EditForm):
    """A criterion; ``for_framework`` adds a field for each level of the scale."""

    scale: ClassVar[Sequence[Level]] = ()
    themes: ClassVar[Sequence[tuple[str, str]]] = ()
    title = line_field("Title", 300)
    key = key_field(help_text=f"Answers go on from one version to the next by it. {KEY}")
    theme = forms.ChoiceField(label="Theme")
    says = words("The question", required=False)
    guidance = words("While one scores", required=False)
    evidence = LinesField(
        label="What would show it", required=False, help_text="One a line, two to four."
    )
    weight = weight_field()
    kinds = kinds_field()
    maps_to = LinesField(
        label="Mapped to",
        required=False,
        rows=2,
        help_text="One a line: framework/criterion.",
    )
    was = LinesField(
        label="Its keys in earlier versions",
        required=False,
        rows=2,
        help_text="One a line; filled by itself where you change the key.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["theme"]
        field.choices = self.themes

    @classmethod
    def for_framework(cls, framework: Framework) -> "type[CriterionForm]":
        """The form with the framework's own levels and themes."""
        levels = {
            f"level_{each.value}": words(
                f"{each.value} · {each.name}", rows=2, required=False, help_text=each.says
            )
            for each in framework.scale
        }
        names = ["title", "key", "theme", "says", *levels, "guidance", "evidence"]
        given = {
            "scale": framework.scale,
            "themes": [(theme.key, theme.title) for theme in framework.themes],
            "sections": (
                ("What is judged", ("title", "key", "theme", "says")),
                ("What good looks like at each level", tuple(levels)),
                ("Help for whoever scores", ("guidance", "evidence")),
                ("More about it", ("weight", "kinds", "maps_to", "was")),
            ),
            "field_order": names,
        }
        return type("CriterionForm", (cls,), given | levels)

    @property
    def level_names(self) -> list[str]:
        return [f"level_{each.value}" for each in self.scale]


class TextForm(EditForm):
    """The whole as text."""

    text = forms.CharField(
        label="The file",
        strip=False,
        widget=forms.Textarea(attrs={"rows": "30", "class": "source", "spellcheck": "false"}),
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class LoadForm(Form):
    """Under which name it is loaded."""

    version = line_field("Load it as version", said.NAME, "A name that no version has yet.")


class AddThemeForm(Form):
    """A theme with its first criterion: none is without."""

    title = line_field("Title", said.TITLE)
    key = key_field()
    criterion = line_field("The first thing judged in it", 300)
    criterion_key = key_field("Its key")


class AddCriterionForm(Form):
    """A criterion; the rest is written on its own page."""

    title = line_field("What is judged", 300)
    key = key_field()
