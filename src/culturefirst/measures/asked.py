"""A question as an address carries it, read with care."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.measures.core import EARLIEST, Measure, Question, Window


def question(measure: Measure, told: QueryDict, user: Any) -> Question:
    """The question that ``?from=&to=&<dimension>=`` asks; up to today where no end is given.

    Raises ``DomainError`` with a sentence for a day or a value that is none, or that this person
    may not know of.
    """
    window = Window(_day(told, "from", EARLIEST), _day(told, "to", clock.today()))
    if window.starts > window.ends:
        raise DomainError("The time asked for ends before it starts; change one of the days.")
    return Question(measure.key, window, dict(_scope(measure, told, user)))


def named(measure: Measure, dimension: str, value: Any, user: Any) -> str:
    """What a person calls a dimension's value, as far as they may see it."""
    for held, shown in measure.dimensions[dimension].choices():
        if str(held) == str(value):
            return str(shown)
    field = measure.field(dimension)
    if not field.primary_key:
        return str(value)
    manager: Any = field.model._default_manager
    seen = manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()
    record = seen.filter(pk=value).first()
    return str(record) if record is not None else "one that is not shown to you"


def _day(told: QueryDict, name: str, default: date) -> date:
    text = told.get(name, "").strip()
    if not text:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise DomainError(
            f"“{text[:40]}” is not a day; write it as year-month-day, such as 2011-09-19."
        ) from fault


def _scope(measure: Measure, told: QueryDict, user: Any) -> Iterator[tuple[str, Any]]:
    for name, dimension in measure.dimensions.items():
        if text := told.get(name, "").strip():
            value = _value(measure, name, text, dimension.title)
            if dimension.seen and not dimension.seen(user).filter(pk=value).exists():
                raise _no_value(text, dimension.title)
            yield name, value


def _no_value(text: str, title: str) -> DomainError:
    return DomainError(f"“{text[:40]}” is not a value of {title.lower()}.")


def _value(measure: Measure, dimension: str, text: str, title: str) -> Any:
    none = _no_value(text, title)
    try:
        value = measure.field(dimension).to_python(text)
    except ValidationError as fault:
        raise none from fault
    # What a database cannot take: a number beyond 64 bits, a text with a zero byte.
    if (isinstance(value, int) and abs(value) >= 2**63) or "\0" in text:
        raise none
    return value
