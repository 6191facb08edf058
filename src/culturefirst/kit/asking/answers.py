"""One answer to a question: understood, or refused with a sentence.

An answer is plain data: a code, a list of codes (several; a ranking in its order), a number, a
mapping of rows to codes, an ISO date, a text. ``UNSURE`` stands for "don't know" beside a scale.
Nothing at all is ``None``.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

from culturefirst.kit.asking.sheet import Kind, Question

UNSURE = "?"
NEEDED = "This question needs an answer."
MOST_LETTERS, MOST_WORDS = 300, 10_000  # of a line, of a long text


class Refused(ValueError):
    """What is wrong with an answer, and what to do."""


def understood(question: Question, given: Any) -> Any:
    """The answer as it is kept. Raises ``Refused``, also where one is needed and none is given."""
    if _is_nothing(given):
        if question.required:
            raise Refused(NEEDED)
        return None
    return READERS[question.kind](question, given)


def _is_nothing(given: Any) -> bool:
    if isinstance(given, str):
        return not given.strip()
    if isinstance(given, Mapping):
        return not any(given.values())
    return given is None or (isinstance(given, Sequence) and not given)


def _one(question: Question, given: Any) -> str:
    return _code(question, given)


def _code(question: Question, given: Any) -> str:
    if question.option(str(given)) is None:
        raise Refused("That is none of the answers to choose from. Choose one of those shown.")
    return str(given)


def _several(question: Question, given: Any) -> list[str]:
    wanted = {_code(question, each) for each in _listed(given)}
    chosen = [each for each in question.options if each.code in wanted]
    alone = [each for each in chosen if each.alone]
    if alone and len(chosen) > 1:
        raise Refused(f"“{alone[0].words}” goes with no other answer. Choose it alone, or not.")
    if question.most is not None and len(chosen) > question.most:
        raise Refused(f"Choose at most {question.most}. You chose {len(chosen)}.")
    return [each.code for each in chosen]


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


def _scale(question: Question, given: Any) -> int | str:
    if str(given) == UNSURE and question.unsure:
        return UNSURE
    number = _figure(given)
    low, high = question.low or 0, question.high or 0
    if number != int(number) or not low <= number <= high:
        raise Refused(f"Choose a whole number from {low:g} to {high:g}.")
    return int(number)


def _matrix(question: Question, given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping):
        raise Refused("Answer each of the rows.")
    found = {
        row.code: _code(question, given[row.code])
        for row in question.rows
        if not _is_nothing(given.get(row.code))
    }
    missing = [row.words for row in question.rows if row.code not in found]
    if missing and question.required:
        raise Refused(f"Answer each of the rows. Not answered yet: {missing[0]}.")
    return found


def _number(question: Question, given: Any) -> float:
    number = _figure(given)
    shown = f" {question.unit}" if question.unit else ""
    if question.low is not None and number < question.low:
        raise Refused(f"Give {question.low:g}{shown} or more.")
    if question.high is not None and number > question.high:
        raise Refused(f"Give {question.high:g}{shown} or less.")
    if round(number, question.decimals) != number:
        raise Refused(
            f"Give at most {question.decimals} decimals." if question.decimals
            else "Give a whole number."
        )  # fmt: skip
    return number


def _figure(given: Any) -> float:
    try:
        number = float(str(given).strip().replace(",", "").replace(" ", "").lstrip("£"))
    except ValueError:
        raise Refused("This is not a number. Write it in figures, such as 1,250.") from None
    if not isfinite(number):
        raise Refused("This is not a number. Write it in figures, such as 1,250.")
    return number


def _ranking(question: Question, given: Any) -> list[str]:
    codes = [_code(question, each) for each in _listed(given)]
    if len(set(codes)) != len(codes):
        raise Refused("One of them has two places. Give each place once.")
    if question.most is not None and len(codes) > question.most:
        raise Refused(f"Put at most {question.most} in order.")
    return codes


def _date(question: Question, given: Any) -> str:
    try:
        return date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise Refused("This is no day. Write it like 31 March 2012.") from None


def _text(question: Question, given: Any) -> str:
    most = MOST_WORDS if question.long else MOST_LETTERS
    text = str(given).strip().replace("\x00", "")
    if len(text) > most:
        raise Refused(f"Say it in {most:,} letters or fewer. There are {len(text):,}.")
    return text


def _file(question: Question, given: Any) -> str:
    return str(given)


READERS: Mapping[Kind, Callable[[Question, Any], Any]] = {
    Kind.ONE: _one,
    Kind.SEVERAL: _several,
    Kind.SCALE: _scale,
    Kind.MATRIX: _matrix,
    Kind.NUMBER: _number,
    Kind.RANKING: _ranking,
    Kind.DATE: _date,
    Kind.TEXT: _text,
    Kind.FILE: _file,
}
