"""What may be told of what organisations keep to themselves: no part of fewer than three of them.

The rule of three, for measures that name whose own their records are (``Measure.bodies``). Of the
whole network a figure is told as it is. Narrowed to a part of fewer than three organisations it is
told to nobody, whoever asks; nor is the smallest of the other parts, where the whole less the parts
that are told would give it away. Narrowed by two things at once nothing is told.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count

from culturefirst.measures.core import Figure, Measure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES

FEWEST = 3
Key = tuple[str, Window, str]
Parts = Mapping[str, int]  # organisations by a value of the dimension; "" for those with none


def of_few(question: Question) -> bool:
    """Whether the rule has to be asked of a question."""
    return bool(question.scope) and bool(MEASURES[question.key].bodies)


def too_few(asked: Sequence[tuple[Question, Figure]]) -> list[bool]:
    """Which of these figures are told to nobody, in the order asked."""
    parts: dict[Key, Parts] = {}
    return [_hides(question, figure, parts) for question, figure in asked]


def _hides(question: Question, figure: Figure, parts: dict[Key, Parts]) -> bool:
    if len(question.scope) > 1 or (figure.bodies or 0) < FEWEST:
        return True
    [(name, value)] = question.scope.items()
    key = (question.key, question.window, name)
    if key not in parts:
        parts[key] = _parts(MEASURES[question.key], question.window, name)
    return _said(value) == _given_up(parts[key])


def _given_up(parts: Parts) -> str | None:
    """The part that is not told so that a smaller one is not given away.

    What has no value of the dimension is asked for by nobody: where it is large enough, it hides
    the small ones.
    """
    small = any(0 < bodies < FEWEST for bodies in parts.values())
    if not small or parts.get("", 0) >= FEWEST:
        return None
    large = [(bodies, value) for value, bodies in parts.items() if bodies >= FEWEST]
    return min(large)[1] if large else None


def _parts(measure: Measure, window: Window, name: str) -> Parts:
    """How many organisations are in each part of the whole."""
    dimension = measure.dimensions[name]
    if dimension.within is None:
        rows = measure.rows(window, {}).order_by().values_list(dimension.path)
        counted = rows.annotate(n=Count(measure.bodies, distinct=True))
        return {_said(value): n for value, n in counted}
    values = [value for value, _ in dimension.choices()]
    asked = [Question(measure.key, window, {name: value}) for value in values]
    whole, *each = figures([Question(measure.key, window), *asked])
    found = {_said(value): it.bodies or 0 for value, it in zip(values, each, strict=True)}
    # Nobody belongs to two places on a day.
    return found | {"": max((whole.bodies or 0) - sum(found.values()), 0)}


def _said(value: Any) -> str:
    return "" if value is None else str(getattr(value, "pk", value))
