"""Small helps for the programme's templates."""

from collections.abc import Iterable
from typing import Any

from django import template

from culturefirst.measures import urls as measures
from culturefirst.measures.core import Question
from culturefirst.programme.models import Target
from culturefirst.programme.queries import TargetLine
from culturefirst.programme.rules import Status

register = template.Library()


@register.filter
def anchor(target: Target) -> str:
    """The name of a target's place on the programme page."""
    return f"target-{target.pk}"


@register.filter
def figure_url(question: Question) -> str:
    """The page with the records behind a figure."""
    return measures.figure_url(question)


@register.filter
def met(lines: Iterable[TargetLine]) -> int:
    """How many of these targets are met."""
    return sum(line.standing.status is Status.MET for line in lines)


@register.filter
def has_bar(line: TargetLine) -> bool:
    """Whether a bar says something: one thing to be done is not a part done before it is."""
    standing = line.standing
    one_thing = line.target.kind == Target.Kind.MILESTONE and (standing.goal or 1) <= 1
    return standing.share is not None and (standing.share > 0 or not one_thing)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """A mapping's value, for keys that are themselves variables."""
    return mapping.get(key)


@register.filter
def status_word(status: str) -> str:
    """A stored status as people say it."""
    return Status(status).word


@register.filter
def kind_words(kind: str) -> str:
    """A target's kind in words."""
    return str(Target.Kind(kind).label)
