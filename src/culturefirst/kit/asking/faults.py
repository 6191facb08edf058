"""What stands in the way of asking a sheet: each fault with its place and the remedy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from culturefirst.kit.asking.sheet import (
    END,
    WITH_OPTIONS,
    Condition,
    Kind,
    Option,
    Question,
    Section,
    Sheet,
    When,
)
from culturefirst.kit.asking.ways import walked, whens

FEWEST = 2
MOST_QUESTIONS, MOST_OPTIONS = 300, 60
KINDS_OF_TEST = {
    "any": {Kind.ONE, Kind.SEVERAL, Kind.MATRIX, Kind.RANKING},
    "none": {Kind.ONE, Kind.SEVERAL, Kind.MATRIX, Kind.RANKING},
    "least": {Kind.SCALE, Kind.NUMBER},
    "most": {Kind.SCALE, Kind.NUMBER},
    "answered": set(Kind),
}


@dataclass(frozen=True)
class Fault:
    """``where`` is a section's title or a question's words; ``key`` leads there."""

    where: str
    says: str
    remedy: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.says}. {self.remedy}."


def faults(sheet: Sheet) -> list[Fault]:
    """Everything that is wrong; of ways only where the parts are right."""
    found = [*_whole(sheet), *_parts(sheet), *_conditions(sheet), *_jumps(sheet)]
    return found or list(_unreached(sheet))


def _whole(sheet: Sheet) -> Iterator[Fault]:
    questions = list(sheet.questions)
    if not questions:
        yield Fault("The survey", "nothing is asked yet", "Add a question")
    if len(questions) > MOST_QUESTIONS:
        yield Fault(
            "The survey", f"there are {len(questions)} questions", f"Ask at most {MOST_QUESTIONS}"
        )
    for key in _twice([each.key for each in questions]):
        yield Fault("The survey", f"two questions have the key {key}", "Give one another key", key)
    for key in _twice([each.key for each in sheet.sections]):
        yield Fault("The survey", f"two sections have the key {key}", "Give one another key", key)


def _parts(sheet: Sheet) -> Iterator[Fault]:
    for section in sheet.sections:
        if not section.questions and not section.says:
            yield Fault(
                section.title, "this section asks and says nothing", "Add a question, or remove it",
                section.key,
            )  # fmt: skip
        for question in section.questions:
            yield from _of_question(question)


def _of_question(question: Question) -> Iterator[Fault]:
    where, key = question.words or question.key, question.key
    if not question.words.strip():
        yield Fault(question.key, "it has no words", "Write what is asked", key)
    if question.kind in WITH_OPTIONS:
        yield from _of_options(where, question.options, "answers to choose from", key)
    if question.kind == Kind.MATRIX:
        yield from _of_options(where, question.rows, "rows", key, fewest=1)
    if question.kind == Kind.SCALE:
        low, high = question.low, question.high
        if low is None or high is None or not low < high or low != int(low) or high != int(high):
            yield Fault(where, "its scale has no two ends", "Give two whole numbers, 1 and 5", key)
        elif high - low > 10:
            yield Fault(where, "its scale has more than 11 steps", "Ask for a number instead", key)
    if question.kind == Kind.NUMBER and _turned(question.low, question.high):
        yield Fault(where, "the least is more than the most", "Exchange the two", key)
    if question.most is not None and question.most < 1:
        yield Fault(where, "at most none may be chosen", "Give 1 or more", key)


def _turned(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high


def _of_options(
    where: str, options: Iterable[Option], what: str, key: str, fewest: int = FEWEST
) -> Iterator[Fault]:
    listed = list(options)
    if len(listed) < fewest:
        yield Fault(where, f"there are {len(listed)} {what}", f"Give {fewest} or more", key)
    if len(listed) > MOST_OPTIONS:
        yield Fault(where, f"there are {len(listed)} {what}", f"Give at most {MOST_OPTIONS}", key)
    for words in _twice([each.words.casefold() for each in listed]):
        yield Fault(where, f"“{words}” is among its {what} twice", "Take one away", key)
    for code in _twice([each.code for each in listed]):
        yield Fault(where, f"two of its {what} have the code {code}", "Give one another code", key)


def _conditions(sheet: Sheet) -> Iterator[Fault]:
    """Conditions look back, to a question of an earlier section, and ask what it can answer."""
    before: dict[str, Question] = {}
    for section in sheet.sections:
        own = {each.key: each for each in section.questions}
        yield from _looking_back(section.title, section.when, before, section.key)
        for question in section.questions:
            yield from _looking_back(question.words, question.when, before, question.key)
        before |= own
        for jump in section.jumps:
            yield from _looking_back(section.title, jump.when, before, section.key)


def _looking_back(where: str, when: When, before: dict[str, Question], key: str) -> Iterator[Fault]:
    for test in when.conditions:
        question = before.get(test.question)
        if question is None:
            yield Fault(
                where, f"its condition asks about {test.question}, which is not asked before it",
                "Choose a question of an earlier section", key,
            )  # fmt: skip
        else:
            yield from _of_test(where, test, question, key)


def _of_test(where: str, test: Condition, question: Question, key: str) -> Iterator[Fault]:
    if question.kind not in KINDS_OF_TEST.get(test.of, set()):
        yield Fault(
            where, f"its condition does not fit the question “{question.words}”",
            "Choose answers of that question", key,
        )  # fmt: skip
        return
    known = {each.code for each in question.options}
    gone = [code for code in test.codes if code not in known]
    if gone or (test.of in ("any", "none") and not test.codes):
        yield Fault(
            where, f"its condition asks for an answer that “{question.words}” has not",
            "Choose among the answers that it has", key,
        )  # fmt: skip
    if test.of in ("least", "most") and test.than is None:
        yield Fault(where, "its condition names no number", "Give the number", key)


def _jumps(sheet: Sheet) -> Iterator[Fault]:
    """Jumps lead forward: nobody is sent round in a ring, so that every way ends."""
    keys = [each.key for each in sheet.sections]
    for at, section in enumerate(sheet.sections):
        for jump in section.jumps:
            if jump.to == END:
                continue
            if jump.to not in keys:
                yield Fault(
                    section.title, f"it leads to {jump.to}, which is not there",
                    "Choose a section that is", section.key,
                )  # fmt: skip
            elif keys.index(jump.to) <= at:
                other: Section = sheet.sections[keys.index(jump.to)]
                yield Fault(
                    section.title, f"it leads back to “{other.title}”, so that it might never end",
                    "Lead on to a later section, or to the end", section.key,
                )  # fmt: skip


def _unreached(sheet: Sheet) -> Iterator[Fault]:
    found = walked(sheet)
    if not found.complete:
        yield Fault(
            "The survey", "there are too many ways through it to try them all",
            "Ask about fewer answers in conditions, or make it two surveys",
        )  # fmt: skip
        return
    for section in sheet.sections:
        if section.key not in found.sections:
            yield Fault(
                section.title, "no answers lead to this section",
                "Change its condition, or what leads past it", section.key,
            )  # fmt: skip
            continue
        for question in section.questions:
            if question.key not in found.questions:
                yield Fault(
                    question.words, "no answers lead to this question", "Change its condition",
                    question.key,
                )  # fmt: skip


def _twice(listed: list[str]) -> list[str]:
    return sorted({each for each in listed if listed.count(each) > 1})


__all__ = ["Fault", "faults", "whens"]
