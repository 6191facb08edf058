"""Answer sheets as bytes of one width each, so that tens of thousands are read in one sweep.

A sheet's record has a field for each thing that can be counted:

===========  ====================================================================================
one          ``i2`` number of the option, -1 none
several      ``i1`` for each option: 1 chosen, 0 not, -1 not answered
scale        ``i2`` the number itself, ``NOTHING`` none, ``NO_OPINION`` "don't know"
matrix       ``i2`` for each row: number of the option, -1 none
number       ``f8``, NaN none
ranking      ``i1`` for each option: its place from 1, 0 no place, -1 not answered
date         ``i4`` days since 1 January of the year 1, 0 none
text, file   ``i1`` 1 where there is one; the words are kept beside it
===========  ====================================================================================

All little-endian, without gaps: the same bytes on every machine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from culturefirst.kit.asking.answers import UNSURE
from culturefirst.kit.asking.sheet import Kind, Question, Sheet

NOTHING, NO_OPINION = -32_768, -32_767
Records = NDArray[np.void]
Values = Sequence[Any]


@dataclass(frozen=True)
class Codec:
    """How answers of a kind are kept: a field for each of ``parts``, or one alone."""

    type: str
    write: Callable[[Question, Any], Values]
    read: Callable[[Question, Values], Any]
    parts: Callable[[Question], int] | None = None


def _codes(question: Question) -> list[str]:
    return [each.code for each in question.options]


def _one(question: Question, answer: Any) -> Values:
    codes = _codes(question)
    return [codes.index(answer) if answer in codes else -1]


def _one_read(question: Question, values: Values) -> Any:
    return None if values[0] < 0 else _codes(question)[values[0]]


def _several(question: Question, answer: Any) -> Values:
    return [-1 if answer is None else int(code in answer) for code in _codes(question)]


def _several_read(question: Question, values: Values) -> Any:
    told = zip(_codes(question), values, strict=True)
    return None if values[0] < 0 else [code for code, value in told if value == 1]


def _ranking(question: Question, answer: Any) -> Values:
    ranks = {code: rank for rank, code in enumerate(answer or (), start=1)}
    return [-1 if answer is None else ranks.get(code, 0) for code in _codes(question)]


def _ranking_read(question: Question, values: Values) -> Any:
    placed = sorted((v, code) for code, v in zip(_codes(question), values, strict=True) if v > 0)
    return None if values[0] < 0 else [code for _, code in placed]


def _matrix(question: Question, answer: Any) -> Values:
    given = answer or {}
    return [_one(question, given.get(row.code))[0] for row in question.rows]


def _matrix_read(question: Question, values: Values) -> Any:
    told, codes = zip(question.rows, values, strict=True), _codes(question)
    return {row.code: codes[value] for row, value in told if value >= 0} or None


def _scale(question: Question, answer: Any) -> Values:
    return [NOTHING if answer is None else NO_OPINION if answer == UNSURE else answer]


def _scale_read(question: Question, values: Values) -> Any:
    known = {NOTHING: None, NO_OPINION: UNSURE}
    return known.get(int(values[0]), int(values[0]))


CODECS: Mapping[Kind, Codec] = {
    Kind.ONE: Codec("<i2", _one, _one_read),
    Kind.SEVERAL: Codec("<i1", _several, _several_read, lambda q: len(q.options)),
    Kind.RANKING: Codec("<i1", _ranking, _ranking_read, lambda q: len(q.options)),
    Kind.MATRIX: Codec("<i2", _matrix, _matrix_read, lambda q: len(q.rows)),
    Kind.SCALE: Codec("<i2", _scale, _scale_read),
    Kind.NUMBER: Codec(
        "<f8",
        lambda q, answer: [np.nan if answer is None else answer],
        lambda q, values: None if np.isnan(values[0]) else float(values[0]),
    ),
    Kind.DATE: Codec(
        "<i4",
        lambda q, answer: [date.fromisoformat(answer).toordinal() if answer else 0],
        lambda q, values: date.fromordinal(int(values[0])).isoformat() if values[0] else None,
    ),
    Kind.TEXT: Codec("<i1", lambda q, answer: [int(bool(answer))], lambda q, values: None),
    Kind.FILE: Codec("<i1", lambda q, answer: [int(bool(answer))], lambda q, values: None),
}


def fields(question: Question) -> Iterator[tuple[str, str]]:
    """The names and types of a question's fields."""
    codec = CODECS[question.kind]
    if codec.parts is None:
        yield question.key, codec.type
    else:
        yield from ((f"{question.key}.{at}", codec.type) for at in range(codec.parts(question)))


def record(sheet: Sheet) -> np.dtype[np.void]:
    """What one answer sheet is made of."""
    return np.dtype([each for question in sheet.questions for each in fields(question)])


def packed(sheet: Sheet, answers: Mapping[str, Any]) -> bytes:
    """One answer sheet, as ``answers.understood`` gives each answer."""
    made = np.zeros(1, record(sheet))
    for question in sheet.questions:
        values = CODECS[question.kind].write(question, answers.get(question.key))
        for (name, _), value in zip(fields(question), values, strict=True):
            made[name] = value
    return made.tobytes()


def read(sheet: Sheet, sheets: Iterable[bytes]) -> Records:
    """Many answer sheets as one table. Raises ``ValueError`` for bytes of another sheet."""
    kind = record(sheet)
    content = b"".join(sheets)
    if kind.itemsize == 0:
        return np.zeros(0, kind)
    if len(content) % kind.itemsize:
        raise ValueError("These answers are to another sheet.")
    return np.frombuffer(content, kind)


def unpacked(sheet: Sheet, row: Any) -> dict[str, Any]:
    """The answers of one record, without words and files."""
    found = {each.key: _answer(each, row) for each in sheet.questions}
    return {key: answer for key, answer in found.items() if answer is not None}


def _answer(question: Question, row: Any) -> Any:
    values = [row[name] for name, _ in fields(question)]
    return CODECS[question.kind].read(question, values)
