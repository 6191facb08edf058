"""What a question's answers come to: a line for each option, a mean, or how numbers spread.

Worked out of packed answer sheets (``packing.read``), each question in one sweep of its columns.
Shares are of those who were asked and had an opinion: whoever said "don't know" is counted on a
line of its own and is in no base.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.analysis.survey import Crossed, Estimate, crossed, crossed_several, mean, share
from culturefirst.analysis.survey.weighting import effective
from culturefirst.kit.asking.packing import NO_OPINION, Records, fields
from culturefirst.kit.asking.sheet import Kind, Question, Sheet

Codes = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """An option with how many gave it; ``told`` is its share with its interval, or ``None``."""

    code: str
    words: str
    count: int
    told: Estimate | None


@dataclass(frozen=True)
class Spread:
    """How numbers spread: the least, quartiles, the most, and the sum; of no numbers ``None``."""

    least: float | None
    low: float | None
    median: float | None
    high: float | None
    most: float | None
    sum: float


@dataclass(frozen=True)
class Result:
    """One question, or one ``row`` of a matrix: ``asked`` answered, ``base`` had an opinion."""

    question: Question
    base: int
    asked: int
    lines: tuple[Line, ...] = ()
    mean: Estimate | None = None
    spread: Spread | None = None
    row: str = ""


@dataclass(frozen=True)
class All:
    """The answers that a result is worked out of.

    ``population`` is how many could have answered (``None``: endless), ``weights`` one an answer.
    """

    records: Records
    population: int | None = None
    weights: Floats | None = None

    def share(self, count: int, heavy: float, base: int, heavy_base: float, worth: float) -> Any:
        """A share; the population is of those who were asked, as far as that is known."""
        if not base:
            return None
        limit = None if self.population is None else max(self.population, base)
        return share(heavy, heavy_base, population=limit, answers=base, worth=worth)


def results(sheet: Sheet, answers: All) -> list[Result]:
    """Every question's result, in order; of a matrix one for each row."""
    return [each for question in sheet.questions for each in of_question(question, answers)]


def of_question(question: Question, answers: All) -> list[Result]:
    """What came of one question."""
    return list(TOLD[question.kind](question, answers))


def codes_of(question: Question, records: Records) -> Codes:
    """The number of the option that each answered, or -1: of one, of a scale by its steps."""
    column = records[question.key].astype(np.intp)
    if question.kind != Kind.SCALE:
        return column
    known = column > NO_OPINION
    unsure = column == NO_OPINION
    steps = int((question.high or 0) - (question.low or 0)) + 1
    return np.where(known, column - int(question.low or 0), np.where(unsure, steps, -1))


def options_of(question: Question) -> list[tuple[str, str, bool]]:
    """``(code, words, aside)`` of what can be chosen; the steps of a scale are such, too."""
    if question.kind != Kind.SCALE:
        return [(each.code, each.words, each.aside) for each in question.options]
    low, high = int(question.low or 0), int(question.high or 0)
    ends = {low: question.ends[0], high: question.ends[1]}
    steps = [(str(at), f"{at} {ends.get(at, '')}".strip(), False) for at in range(low, high + 1)]
    return [*steps, ("?", "Don’t know", True)] if question.unsure else steps


def _chosen(question: Question, answers: All) -> Iterator[Result]:
    column = codes_of(question, answers.records)
    yield _of_codes(question, column, options_of(question), answers)


def _scale(question: Question, answers: All) -> Iterator[Result]:
    [found] = _chosen(question, answers)
    column = answers.records[question.key].astype(float)
    known = np.where(column > NO_OPINION, column, np.nan)
    yield Result(question, found.base, found.asked, found.lines, _mean(known, answers))


def _matrix(question: Question, answers: All) -> Iterator[Result]:
    for row, (name, _) in zip(question.rows, fields(question), strict=True):
        column = answers.records[name].astype(np.intp)
        yield _of_codes(question, column, options_of(question), answers, row.words)


def _of_codes(
    question: Question, column: Codes, options: list[tuple[str, str, bool]], answers: All,
    row: str = "",
) -> Result:  # fmt: skip
    """Options of which each answered one; who set a question aside is in no base."""
    table = crossed(column, len(options), np.zeros(len(column), np.intp), 1, answers.weights)
    counts, heavy = table.counts[:, 0], table.weighed[:, 0]
    counts_in = np.array([not aside for *_, aside in options])
    base, heavy_base = int(counts[counts_in].sum()), float(heavy[counts_in].sum())
    worth = _worth(column, counts_in, answers)
    lines = tuple(
        Line(
            code, words, int(counts[at]),
            None if aside else answers.share(
                int(counts[at]), float(heavy[at]), base, heavy_base, worth
            ),
        )
        for at, (code, words, aside) in enumerate(options)
    )  # fmt: skip
    return Result(question, base, int(counts.sum()), lines, row=row)


def _worth(column: Codes, counts_in: NDArray[np.bool_], answers: All) -> float:
    known = (column >= 0) & counts_in[np.maximum(column, 0)]
    weights = answers.weights
    return float(known.sum()) if weights is None else effective(weights[known])


def _several(question: Question, answers: All) -> Iterator[Result]:
    columns = [answers.records[name] for name, _ in fields(question)]
    table = crossed_several(columns, np.zeros(len(answers.records), np.intp), 1, answers.weights)
    base = int(table.bases[0])
    asked = columns[0] >= 0
    worth = float(base) if answers.weights is None else effective(answers.weights[asked])
    yield Result(question, base, base, _lines(question, table, answers, base, worth))


def _lines(
    question: Question, table: Crossed, answers: All, base: int, worth: float
) -> tuple[Line, ...]:
    return tuple(
        Line(
            each.code, each.words, int(table.counts[at, 0]),
            answers.share(
                int(table.counts[at, 0]), float(table.weighed[at, 0]), base,
                float(table.weighed_bases[0]), worth,
            ),
        )
        for at, each in enumerate(question.options)
    )  # fmt: skip


def _ranking(question: Question, answers: All) -> Iterator[Result]:
    """How many put each option first; in the order of points: the first of n has n, the last 1."""
    columns = [answers.records[name].astype(np.intp) for name, _ in fields(question)]
    firsts = [np.where(column < 0, -1, column == 1).astype(np.intp) for column in columns]
    table = crossed_several(firsts, np.zeros(len(answers.records), np.intp), 1, answers.weights)
    base = int(table.bases[0])
    worth = float(base)
    if answers.weights is not None:
        worth = effective(answers.weights[columns[0] >= 0])
    lines = _lines(question, table, answers, base, worth)
    most = question.most or len(question.options)
    points = [float(np.where(column > 0, most + 1 - column, 0).sum()) for column in columns]
    order = sorted(range(len(lines)), key=lambda at: (-points[at], at))
    yield Result(question, base, base, tuple(lines[at] for at in order))


def _number(question: Question, answers: All) -> Iterator[Result]:
    column = answers.records[question.key].astype(float)
    known = column[~np.isnan(column)]
    least, low, median, high, most = _ends(known)
    spread = Spread(least, low, median, high, most, float(known.sum()))
    yield Result(question, len(known), len(known), mean=_mean(column, answers), spread=spread)


def _ends(known: Floats) -> list[float | None]:
    if not len(known):
        return [None] * 5
    found: list[float | None] = np.percentile(known, (0, 25, 50, 75, 100)).tolist()
    return found


def _mean(column: Floats, answers: All) -> Estimate:
    n = int((~np.isnan(column)).sum())
    limit = None if answers.population is None else max(answers.population, n)
    return mean(column, answers.weights, population=limit)


def _counted(question: Question, answers: All) -> Iterator[Result]:
    """Days, texts and files: how many there are."""
    count = int((answers.records[question.key] > 0).sum())
    yield Result(question, count, count)


TOLD: Mapping[Kind, Callable[[Question, All], Iterator[Result]]] = {
    Kind.ONE: _chosen,
    Kind.SEVERAL: _several,
    Kind.SCALE: _scale,
    Kind.MATRIX: _matrix,
    Kind.RANKING: _ranking,
    Kind.NUMBER: _number,
    Kind.DATE: _counted,
    Kind.TEXT: _counted,
    Kind.FILE: _counted,
}
__all__ = [ "All", "Line", "Result", "Spread", "codes_of", "of_question", "options_of",
    "results",
]  # fmt: skip
