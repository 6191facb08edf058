"""Bringing a framework in: a file or pasted text, looked at before it is loaded."""

from base64 import b64decode, b64encode
from binascii import Error
from typing import Any

from django import forms

from culturefirst.kit.forms import Form
from culturefirst.kit.plain_yaml.nodes import LARGEST

NOT_UTF8 = "This file is not text in UTF-8. Save it as UTF-8 and choose it again."
TOO_LARGE = "That file is larger than 1 MB. Split it into two frameworks."


class BringForm(Form):
    """A file, or its text."""

    file = forms.FileField(
        label="The file",
        required=False,
        help_text="A framework as YAML, up to 1 MB.",
        error_messages={
            "empty": "That file is empty. Save it again and choose it once more.",
        },
    )
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": "14", "class": "source", "spellcheck": "false"}),
    )

    def clean_file(self) -> str | None:
        """The file's words, exactly as they stand in it."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return str(file.read().decode("utf-8"))
        except UnicodeDecodeError as fault:
            raise forms.ValidationError(NOT_UTF8) from fault

    def clean(self) -> dict[str, Any]:
        """Either of them; a browser ends pasted lines in its own way."""
        given: dict[str, Any] = super().clean() or {}
        pasted = (given.get("text") or "").replace("\r\n", "\n")
        given["said"] = given.get("file") or pasted
        if not given["said"].strip() and not self.errors:
            self.add_error("file", "Choose a file, or paste its text.")
        return given


def carried(text: str) -> str:
    """A text as a hidden field carries it without changing a sign."""
    return b64encode(text.encode()).decode("ascii")


def carried_back(field: str) -> str:
    """The text that a hidden field carried; nothing where it was tampered with."""
    try:
        return b64decode(field, validate=True).decode("utf-8")
    except (Error, ValueError):
        return ""
