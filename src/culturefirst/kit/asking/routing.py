"""Who is asked what: which section comes next, and which questions of it are asked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from culturefirst.kit.asking.answers import UNSURE
from culturefirst.kit.asking.sheet import END, Condition, Question, Section, Sheet, When

Answers = Mapping[str, Any]


def holds(when: When, answers: Answers) -> bool:
    """Whether a condition holds by what was answered so far."""
    if not when.conditions:
        return True
    found = (_passes(test, answers.get(test.question)) for test in when.conditions)
    return all(found) if when.every else any(found)


def _passes(test: Condition, answer: Any) -> bool:
    if test.of == "answered":
        return answer not in (None, "", [], {})
    if test.of in ("any", "none"):
        return bool(_chosen(answer) & set(test.codes)) == (test.of == "any")
    if not isinstance(answer, int | float) or test.than is None:
        return False
    return answer >= test.than if test.of == "least" else answer <= test.than


def _chosen(answer: Any) -> set[str]:
    if isinstance(answer, str):
        return {answer}
    if isinstance(answer, Mapping):
        return set(answer.values())
    return set(answer) if isinstance(answer, Sequence) else set()


def asked_in(section: Section, answers: Answers) -> list[Question]:
    """The questions of a section that are asked of whoever answered so."""
    return [each for each in section.questions if holds(each.when, answers)]


def following(sheet: Sheet, at: int, answers: Answers) -> int | None:
    """The number of the section after this one (-1: the first); ``None`` where it is over.

    A section of which nothing is asked is passed over, unless it has something to say.
    """
    step = at
    while True:
        step = _step(sheet, step, answers)
        if step >= len(sheet.sections):
            return None
        section = sheet.sections[step]
        if holds(section.when, answers) and (section.says or asked_in(section, answers)):
            return step


def _step(sheet: Sheet, at: int, answers: Answers) -> int:
    if at < 0:
        return 0
    section = sheet.sections[at]
    if holds(section.when, answers):
        for jump in section.jumps:
            if holds(jump.when, answers):
                return _number(sheet, jump.to)
    return at + 1


def _number(sheet: Sheet, key: str) -> int:
    if key == END:
        return len(sheet.sections)
    return next(at for at, each in enumerate(sheet.sections) if each.key == key)


def path(sheet: Sheet, answers: Answers) -> Iterator[int]:
    """The sections that whoever answered so comes through, in order."""
    at = following(sheet, -1, answers)
    while at is not None:
        yield at
        at = following(sheet, at, answers)


def kept(sheet: Sheet, answers: Answers) -> dict[str, Any]:
    """Only the answers to questions that are asked on this way, each judged by those before it.

    Whoever goes back and answers otherwise leaves nothing behind on a way not taken.
    """
    found: dict[str, Any] = {}
    at = following(sheet, -1, found)
    while at is not None:
        section = sheet.sections[at]
        for question in asked_in(section, found):
            if answers.get(question.key) is not None:
                found[question.key] = answers[question.key]
        at = following(sheet, at, found)
    return found


__all__ = ["UNSURE", "Answers", "asked_in", "following", "holds", "kept", "path"]
