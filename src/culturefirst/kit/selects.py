"""Lists to choose from, written in one go: a template for each of thousands of choices is slow."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import forms
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def select(widget: Mapping[str, Any]) -> SafeString:
    """What Django's own template writes for a list, from the same facts."""
    name, attrs = conditional_escape(widget["name"]), _attributes(widget["attrs"])
    groups = "".join(_group(title, choices) for title, choices, _ in widget["optgroups"])
    return mark_safe(f'<select name="{name}"{attrs}>{groups}\n</select>')  # noqa: S308 (escaped)


def _group(title: str | None, choices: Iterable[Mapping[str, Any]]) -> str:
    told = "".join(
        f'\n<option value="{conditional_escape(str(choice["value"]))}"'
        f"{_attributes(choice['attrs'])}>{conditional_escape(choice['label'])}</option>"
        for choice in choices
    )
    if not title:
        return told
    return f'\n<optgroup label="{conditional_escape(title)}">{told}\n</optgroup>'


def _attributes(attrs: Mapping[str, Any]) -> str:
    told = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(
        f" {conditional_escape(name)}"
        + ("" if value is True else f'="{conditional_escape(str(value))}"')
        for name, value in told
    )


class LongList(forms.SelectMultiple):
    """Thousands of choices: written straight from them, without gathering facts about each first.

    The choices are plain pairs of a value and a name, not grouped.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list with what is chosen of it."""
        chosen = set(self.format_value(value))
        options = (
            f'\n<option value="{escape(str(key))}"{" selected" if str(key) in chosen else ""}>'
            f"{escape(str(title))}</option>"
            for key, title in self.choices
        )
        given = self.get_context(name, None, attrs)["widget"]["attrs"]
        told = f'<select name="{escape(name)}"{_attributes(given)}>{"".join(options)}\n</select>'
        return mark_safe(told)  # noqa: S308 (escaped)

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        """Nothing: they are written by ``render``."""
        return []
