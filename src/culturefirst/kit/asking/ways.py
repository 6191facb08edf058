"""Every way through a sheet: what nobody could ever be asked, and the routes to look at.

Answers are many, but routing tells few of them apart: of each question that a condition asks
about, the answers that all conditions take alike are one class, and one answer stands for it. The
ways of all classes are walked; what no later condition asks about is forgotten, so that ways meet
again. Conditions look back to earlier sections only and jumps lead forward only (``faults.py``
holds it), hence every way ends.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from culturefirst.kit.asking.answers import UNSURE
from culturefirst.kit.asking.routing import Answers, asked_in, following, holds
from culturefirst.kit.asking.sheet import Condition, Kind, Question, Section, Sheet, When

MOST_STATES = 40_000
MOST_ROUTES = 60
MOST_CODES = 8  # options of one question that conditions tell apart in every combination


@dataclass
class Walked:
    """What can be reached; where it is not ``complete`` there were too many ways to walk all."""

    sections: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    complete: bool = True


@dataclass(frozen=True)
class Route:
    """One way: the sections in order, the questions asked, and answers that lead along it."""

    sections: tuple[str, ...]
    questions: tuple[str, ...]
    answers: Mapping[str, Any]


def walked(sheet: Sheet) -> Walked:
    """Everything that somebody could be asked."""
    found, seen = Walked(), set[Any]()
    waiting: list[tuple[int | None, dict[str, Any]]] = [(following(sheet, -1, {}), {})]
    live = _live(sheet)
    while waiting:
        at, known = waiting.pop()
        if at is None or (state := _state(at, known)) in seen:
            continue
        if len(seen) >= MOST_STATES:
            found.complete = False
            break
        seen.add(state)
        section = sheet.sections[at]
        found.sections.add(section.key)
        found.questions |= {each.key for each in asked_in(section, known)}
        for answers in _answered(sheet, section, known):
            after = following(sheet, at, answers)
            wanted = live[at + 1] if after is None else live[after]
            waiting.append((after, {k: v for k, v in answers.items() if k in wanted}))
    return found


def routes(sheet: Sheet, most: int = MOST_ROUTES) -> tuple[list[Route], bool]:
    """The ways that differ in what is asked, the usual first, and whether these are all."""
    found: dict[tuple[Any, Any], Route] = {}
    for step, (answers, asked) in enumerate(_every(sheet, following(sheet, -1, {}), {}, ())):
        if step >= MOST_STATES or len(found) >= most:
            return list(found.values()), False
        sections = tuple(dict.fromkeys(section for section, _ in asked))
        questions = tuple(question for _, keys in asked for question in keys)
        found.setdefault((sections, questions), Route(sections, questions, answers))
    return list(found.values()), True


def _every(
    sheet: Sheet, at: int | None, known: dict[str, Any], asked: tuple[Any, ...]
) -> Iterator[tuple[dict[str, Any], tuple[Any, ...]]]:
    if at is None:
        yield known, asked
        return
    section = sheet.sections[at]
    here = (*asked, (section.key, tuple(each.key for each in asked_in(section, known))))
    for answers in _answered(sheet, section, known):
        yield from _every(sheet, following(sheet, at, answers), answers, here)


def _answered(sheet: Sheet, section: Section, known: Answers) -> Iterator[dict[str, Any]]:
    """What is known after a section, for each class of answers to its questions that matter."""
    tests = _tests(sheet)
    mattering = [each for each in asked_in(section, known) if each.key in tests]
    choices = [classes(each, tests[each.key]) for each in mattering]
    for chosen in product(*choices):
        given = zip(mattering, chosen, strict=True)
        yield {**known, **{each.key: answer for each, answer in given if answer is not None}}


def classes(question: Question, tests: Sequence[Condition]) -> list[Any]:
    """One answer for each class that these tests tell apart; ``None`` is no answer."""
    found: dict[tuple[bool, ...], Any] = {}
    for answer in _samples(question, tests):
        told = tuple(holds(When((test,)), {question.key: answer}) for test in tests)
        found.setdefault(told, answer)
    return list(found.values())


def _samples(question: Question, tests: Sequence[Condition]) -> Iterator[Any]:
    codes = [each.code for each in question.options]
    named = [code for code in codes if any(code in test.codes for test in tests)]
    if question.kind == Kind.ONE:
        yield from codes
    elif question.kind in (Kind.SEVERAL, Kind.RANKING):
        yield from _subsets(question, named, codes)
    elif question.kind == Kind.MATRIX:
        yield from _rows(question, named, codes)
    elif question.kind == Kind.SCALE:
        yield from range(int(question.low or 0), int(question.high or 0) + 1)
        yield from [UNSURE] if question.unsure else []
    elif question.kind == Kind.NUMBER:
        yield from _numbers(question, tests)
    else:
        yield "2012-01-31" if question.kind == Kind.DATE else "x"
    if not question.required:
        yield None


def _subsets(question: Question, named: list[str], codes: list[str]) -> Iterator[list[str]]:
    """Every set of options that conditions name, with another option where none of them is in."""
    most = question.most or len(codes)
    alone = {each.code for each in question.options if each.alone}
    others = [code for code in codes if code not in named]
    if others:
        yield others[:1]
    for size in range(1, min(len(named), MOST_CODES, most) + 1):
        for chosen in combinations(named, size):
            if size == 1 or not alone & set(chosen):
                yield list(chosen)


def _rows(question: Question, named: list[str], codes: list[str]) -> Iterator[dict[str, str]]:
    others = [code for code in codes if code not in named]
    rows = [row.code for row in question.rows]
    for size in range(min(len(named), len(rows), MOST_CODES) + 1):
        for chosen in combinations(named, size):
            filler = others[:1] or list(chosen[:1])
            filled = [*chosen, *filler * (len(rows) - size)]
            if filled:
                yield dict(zip(rows, filled, strict=False))


def _numbers(question: Question, tests: Sequence[Condition]) -> Iterator[float]:
    step = 10.0**-question.decimals
    ends = [test.than for test in tests if test.than is not None]
    edges = [edge for end in ends for edge in (end - step, end, end + step)]
    low = question.low if question.low is not None else min(edges, default=0.0)
    high = question.high if question.high is not None else max(edges, default=0.0)
    yield from sorted({each for each in (low, *edges, high) if low <= each <= high})


def _tests(sheet: Sheet) -> dict[str, list[Condition]]:
    """The tests of all conditions, by the question that they ask about."""
    found: dict[str, list[Condition]] = {}
    for section in sheet.sections:
        for when in whens(section):
            for test in when.conditions:
                found.setdefault(test.question, []).append(test)
    return found


def whens(section: Section) -> Iterator[When]:
    """Every condition of a section: its own, its questions', its jumps'."""
    yield section.when
    yield from (each.when for each in section.questions)
    yield from (each.when for each in section.jumps)


def _live(sheet: Sheet) -> list[set[str]]:
    """For each section (and beyond the last), the questions that conditions from there on name."""
    found: list[set[str]] = [set()]
    for section in reversed(sheet.sections):
        named = {test.question for when in whens(section) for test in when.conditions}
        found.append(found[-1] | named)
    return found[::-1]


def _state(at: int, known: Mapping[str, Any]) -> Any:
    return at, tuple(sorted((key, str(value)) for key, value in known.items()))
