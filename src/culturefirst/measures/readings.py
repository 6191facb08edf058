"""Figures frozen with the rows behind them."""

from collections.abc import Iterable
from datetime import datetime

from culturefirst.measures.core import Question, ids
from culturefirst.measures.figures import figures
from culturefirst.measures.models import Reading
from culturefirst.measures.register import MEASURES


def freeze(question: Question, at: datetime) -> Reading:
    """Count and keep: the figure, the definition's version and the ids of the rows behind it.

    ``at`` is the moment of reading. Call it inside the act of whoever freezes.
    """
    return freeze_all([question], at)[0]


def freeze_all(questions: Iterable[Question], at: datetime) -> list[Reading]:
    """Readings of many questions, in their order; the figures in one statement a shape."""
    asked = list(questions)
    counted = figures(asked)
    kept = [
        _reading(question, figure.numerator, figure.denominator, at)
        for question, figure in zip(asked, counted, strict=True)
    ]
    return Reading.objects.bulk_create(kept)


def _reading(
    question: Question, numerator: float, denominator: float | None, at: datetime
) -> Reading:
    measure = MEASURES[question.key]
    return Reading(
        measure=measure.key,
        version=measure.version,
        starts=question.window.starts,
        ends=question.window.ends,
        scope={name: getattr(value, "pk", value) for name, value in question.scope.items()},
        numerator=numerator,
        denominator=denominator,
        rows=ids(measure.rows(question.window, question.scope)),
        read_at=at,
    )
