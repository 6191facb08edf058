"""The story's plain text as the formatted text and the blocks of a page."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join


def rich(text: str) -> str:
    """Paragraphs, headings and lists, parted by empty lines, as HTML."""
    return "".join(_element(part) for part in _parts(text))


def blocks(text: str) -> Iterator[tuple[str, Any]]:
    """The same as blocks of a body: formatted text, with quotations in between."""
    for quoted, parts in groupby(_parts(text), key=lambda part: part.startswith("> ")):
        if quoted:
            yield from (("quote", _quote(part)) for part in parts)
        else:
            yield "text", "".join(_element(part) for part in parts)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _element(part: str) -> str:
    if part.startswith("## "):
        return format_html("<h2>{}</h2>", part[3:])
    if part.startswith("- "):
        lines = ((line.removeprefix("- "),) for line in part.split("\n"))
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))
    return format_html("<p>{}</p>", part)


def _quote(part: str) -> dict[str, str]:
    words, _, who = part.removeprefix("> ").partition("\n-- ")
    return {"words": words, "who": who}
