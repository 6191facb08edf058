"""Changes of a sheet, each giving a new one; what is not there is refused with a sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from culturefirst.kit.asking.sheet import (
    ALWAYS,
    END,
    Option,
    Question,
    Section,
    Sheet,
    When,
)
from culturefirst.kit.errors import DomainError

T = TypeVar("T", Section, Question)
GONE = "That is not in the survey any more. Look at it again."
LONGEST_KEY = 24


def key_for(words: str, taken: Sequence[str]) -> str:
    """A short key out of words that no other has: "events", "events-2"."""
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")
    stem = plain[:LONGEST_KEY].rstrip("-") or "question"
    if stem == END or not stem[0].isalpha():
        stem = f"q-{stem}"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def options_of(lines: str, before: Sequence[Option] = ()) -> tuple[Option, ...]:
    """Options one a line; a mark in front says more of one.

    ``*`` asks for words beside it, ``-`` goes with no other, ``?`` is no opinion. An option whose
    words stood there before keeps its code, so that answers of other waves go on to count for it.
    """
    held = {each.words.casefold(): each for each in before}
    found: list[Option] = []
    for line in lines.splitlines():
        marks = re.match(r"[*?\-\s]*", line)
        words = " ".join(line[marks.end() if marks else 0 :].split())
        if words:
            found.append(_option(words, marks[0] if marks else "", held, [o.code for o in found]))
    return tuple(found)


def _option(words: str, marks: str, held: dict[str, Option], taken: list[str]) -> Option:
    was = held.get(words.casefold())
    others = [*taken, *(each.code for each in held.values() if each is not was)]
    code = was.code if was is not None and was.code not in taken else key_for(words, others)
    return Option(code, words, open="*" in marks, alone="-" in marks, aside="?" in marks)


def lines_of(options: Sequence[Option]) -> str:
    """The same as text, for a form."""
    return "\n".join(f"{_marks(each)}{each.words}" for each in options)


def _marks(option: Option) -> str:
    marks = [(option.open, "*"), (option.alone, "-"), (option.aside, "?")]
    shown = "".join(mark for is_so, mark in marks if is_so)
    return f"{shown} " if shown else ""


def with_section(sheet: Sheet, section: Section) -> Sheet:
    """With a section in the place of that of its key, or else at the end."""
    if any(each.key == section.key for each in sheet.sections):
        return replace(sheet, sections=_put(sheet.sections, section))
    return replace(sheet, sections=(*sheet.sections, section))


def with_question(sheet: Sheet, section: str, question: Question) -> Sheet:
    """With a question in the place of that of its key, or else at the end of the section."""
    held = _section(sheet, section)
    elsewhere = [each for each in sheet.sections if each.key != section]
    if any(each.key == question.key for other in elsewhere for each in other.questions):
        raise DomainError("Another section has a question of this key. Give it another key.")
    known = any(each.key == question.key for each in held.questions)
    questions = _put(held.questions, question) if known else (*held.questions, question)
    return with_section(sheet, replace(held, questions=questions))


def without(sheet: Sheet, key: str) -> Sheet:
    """Without the section or the question of this key, and without conditions that ask about it."""
    if any(each.key == key for each in sheet.sections):
        gone = {key, *(each.key for each in _section(sheet, key).questions)}
    elif sheet.question(key) is not None:
        gone = {key}
    else:
        raise DomainError(GONE)
    kept = [_left(each, gone) for each in sheet.sections if each.key not in gone]
    return replace(sheet, sections=tuple(kept))


def _left(section: Section, gone: set[str]) -> Section:
    return replace(
        section,
        when=_when_left(section.when, gone),
        questions=tuple(
            replace(each, when=_when_left(each.when, gone))
            for each in section.questions
            if each.key not in gone
        ),
        jumps=tuple(
            replace(each, when=_when_left(each.when, gone))
            for each in section.jumps
            if each.to not in gone and not _rests_on(each.when, gone)
        ),
    )


def _rests_on(when: When, gone: set[str]) -> bool:
    """Whether nothing would be left of a condition."""
    return bool(when.conditions) and not _when_left(when, gone).conditions


def _when_left(when: When, gone: set[str]) -> When:
    left = tuple(each for each in when.conditions if each.question not in gone)
    return replace(when, conditions=left) if left else ALWAYS


def moved(sheet: Sheet, key: str, by: int) -> Sheet:
    """With the section or the question of this key so many places further down (up: below nought).

    A question goes on into the section beside its own.
    """
    for at, section in enumerate(sheet.sections):
        if section.key == key:
            return replace(sheet, sections=_moved(sheet.sections, at, by))
        keys = [each.key for each in section.questions]
        if key in keys:
            return _question_moved(sheet, at, keys.index(key), by)
    raise DomainError(GONE)


def _question_moved(sheet: Sheet, at: int, place: int, by: int) -> Sheet:
    section = sheet.sections[at]
    beside = at + (1 if by > 0 else -1)
    if 0 <= place + by < len(section.questions):
        questions = _moved(section.questions, place, by)
        return with_section(sheet, replace(section, questions=questions))
    if not 0 <= beside < len(sheet.sections):
        return sheet
    question, other = section.questions[place], sheet.sections[beside]
    rest = (*section.questions[:place], *section.questions[place + 1 :])
    joined = (question, *other.questions) if by > 0 else (*other.questions, question)
    found = with_section(sheet, replace(section, questions=rest))
    return with_section(found, replace(other, questions=joined))


def _moved(listed: tuple[Any, ...], at: int, by: int) -> tuple[Any, ...]:
    rest = (*listed[:at], *listed[at + 1 :])
    to = max(0, min(at + by, len(rest)))
    return (*rest[:to], listed[at], *rest[to:])


def _put(listed: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(one if each.key == one.key else each for each in listed)


def _section(sheet: Sheet, key: str) -> Section:
    for each in sheet.sections:
        if each.key == key:
            return each
    raise DomainError(GONE)
