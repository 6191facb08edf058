"""Forms by which a framework is written part by part."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from culturefirst.improvement.forms.draft_fields import (
    KEY,
    ScaleField,
    key_field,
    kinds_field,
    line_field,
    weight_field,
)
from culturefirst.improvement.frameworks import Framework, Level
from culturefirst.improvement.frameworks import values as said
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.fields import LinesField, words
from culturefirst.kit.forms import Form

LEVEL_NAME = re.compile(r"level_\d{1,3}")


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


def _level(each: Level) -> Any:
    return words(f"{each.value} · {each.name}", rows=2, required=False, help_text=each.says)


class CriterionForm(EditForm):
    """A criterion; ``for_framework`` adds a field for each level of the scale."""

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
    def for_framework(
        cls, framework: Framework, sent: Mapping[str, str] | None = None
    ) -> "type[CriterionForm]":
        """The form with the framework's own levels and themes.

        ``sent``: what came; words on a level or a theme that is no more stay on the page.
        """
        came = sent or {}
        levels = {f"level_{each.value}": _level(each) for each in framework.scale}
        gone = sorted({name for name in came if LEVEL_NAME.fullmatch(name)} - levels.keys())
        levels |= {name: _level(Level(int(name[6:]), "not on the scale any more")) for name in gone}
        themes = {each.key: each.title for each in framework.themes}
        if came.get("theme"):
            themes.setdefault(came["theme"], "not there any more")
        names = ["title", "key", "theme", "says", *levels, "guidance", "evidence"]
        given = {
            "themes": list(themes.items()),
            "sections": (
                ("What is judged", ("title", "key", "theme", "says")),
                ("What good looks like at each level", tuple(levels)),
                ("Help for whoever scores", ("guidance", "evidence")),
                ("More about it", ("weight", "kinds", "maps_to", "was")),
            ),
            "field_order": names,
        }
        return type("CriterionForm", (cls,), given | levels)


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
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


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
