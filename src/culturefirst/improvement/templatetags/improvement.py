"""Small helps for the room's templates."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from culturefirst.improvement.frameworks import Framework
from culturefirst.improvement.queries.told import Told
from culturefirst.network.models import Organisation

register = template.Library()


@register.filter
def told(words: Any) -> Any:
    """Words of a framework; those that were translated say in which language they are."""
    if isinstance(words, Told):
        return format_html('<span lang="{}">{}</span>', words.language, str(words))
    return words


@register.filter
def paragraphs(words: Any) -> SafeString:
    """The same in paragraphs, which an empty line parts."""
    language = words.language if isinstance(words, Told) else ""
    parts = [part for part in str(words or "").split("\n\n") if part.strip()]
    if language:
        return format_html_join("", '<p lang="{}">{}</p>', ((language, part) for part in parts))
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


@register.filter
def kinds(values: Any) -> str:
    """Kinds of body in words, or that it is for all."""
    names = dict(Organisation.Kind.choices)
    return ", ".join(str(names.get(each, each)) for each in values) or "Every kind of organisation"


@register.filter
def described(criterion: Any, framework: Framework) -> list[tuple[Any, Any]]:
    """The levels of the scale that a criterion describes, each with its words."""
    return [
        (level, criterion.levels[level.value])
        for level in framework.scale
        if level.value in criterion.levels
    ]


@register.filter
def of(found: Any, key: str) -> Any:
    """What is found under a key, or nothing."""
    return found.get(key) if found else None
