"""Earlier answers put into later words: "Of the {{events}} events, which helped most?"."""

import re
from collections.abc import Mapping
from typing import Any

from culturefirst.kit.asking.answers import UNSURE
from culturefirst.kit.asking.sheet import Kind, Question, Sheet

PIPE = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")
BLANK = "…"


def piped(words: str, sheet: Sheet, answers: Mapping[str, Any]) -> str:
    """The words with answers in the place of their keys; what was not answered is an ellipsis."""

    def said(found: re.Match[str]) -> str:
        question = sheet.question(found[1])
        answer = answers.get(found[1])
        return BLANK if question is None or answer is None else in_words(question, answer)

    return PIPE.sub(said, words)


def names(words: str) -> list[str]:
    """The keys of the questions whose answers the words want."""
    return PIPE.findall(words)


def in_words(question: Question, answer: Any) -> str:
    """An answer as people read it."""
    if question.kind in (Kind.SEVERAL, Kind.RANKING):
        return _joined([_option(question, code) for code in answer])
    if question.kind == Kind.MATRIX:
        return _joined(
            [f"{row.words}: {_option(question, answer[row.code])}" for row in question.rows
             if row.code in answer]
        )  # fmt: skip
    if question.kind == Kind.ONE:
        return _option(question, answer)
    if answer == UNSURE:
        return "don’t know"
    if question.kind == Kind.NUMBER:
        return f"{answer:,.{question.decimals}f} {question.unit}".strip()
    return str(answer)


def _option(question: Question, code: str) -> str:
    option = question.option(code)
    return option.words if option is not None else code


def _joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
