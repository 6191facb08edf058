"""What machines read of a page: its absolute address, and its facts in schema.org's words."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Signs that no XML and no calendar may hold, such as the line break of a word processor.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# What would end the block of data, or begin another element in it.
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def absolute(path: str) -> str:
    """The address that others outside this site use."""
    return f"{settings.ADDRESS.rstrip('/')}{path}"


def plain(text: str) -> str:
    """Words for a feed: without the signs that would end it for every reader."""
    return CONTROL.sub(" ", text)


def block(facts: Mapping[str, Any]) -> SafeString:
    """A block of data, which no browser runs; what is not known is left out."""
    known = {name: value for name, value in facts.items() if value not in (None, "", [], {})}
    told = json.dumps({"@context": "https://schema.org"} | known)
    escaped = mark_safe(told.translate(ESCAPED))  # noqa: S308  (what could end it is escaped)
    return format_html('<script type="application/ld+json">{}</script>', escaped)
