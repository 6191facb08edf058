"""What answers come to, by hand and beside a count in plain Python."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.kit.asking.answers import UNSURE
from culturefirst.kit.asking.packing import packed, read
from culturefirst.kit.asking.results import All, results
from culturefirst.kit.asking.sheet import Kind, Option, Question, Section, Sheet

YES_NO = (Option("y", "Yes"), Option("n", "No"), Option("d", "Don’t know", aside=True))
ONE = Question("one", Kind.ONE, "Would you?", options=YES_NO)
SOME = Question("some", Kind.SEVERAL, "Which?", options=(Option("a", "A"), Option("b", "B")))
GRADE = Question("grade", Kind.SCALE, "How good?", low=1, high=3, ends=("bad", "good"), unsure=True)
EACH = Question("each", Kind.MATRIX, "Each?", rows=(Option("r", "R"), Option("s", "S")),
                options=YES_NO)  # fmt: skip
SUM = Question("sum", Kind.NUMBER, "How much?")
ORDER = Question("order", Kind.RANKING, "In order?", options=(
    Option("a", "A"), Option("b", "B"), Option("c", "C")), most=2)  # fmt: skip
TEXT = Question("text", Kind.TEXT, "More?")
SHEET = Sheet((Section("s", "S", questions=(ONE, SOME, GRADE, EACH, SUM, ORDER, TEXT)),))
GIVEN: list[dict[str, Any]] = [
    {
        "one": "y",
        "some": ["a", "b"],
        "grade": 3,
        "each": {"r": "y"},
        "sum": 10,
        "order": ["b", "a"],
    },
    {"one": "y", "some": ["a"], "grade": 1, "each": {"r": "n", "s": "d"}, "sum": 20, "text": "Hm"},
    {"one": "n", "some": [], "grade": UNSURE, "order": ["b"]},
    {"one": "d", "order": ["a", "c"], "sum": 60},
    {},
]  # fmt: skip


def told(answers: All) -> dict[str, Any]:
    return {f"{each.question.key}{each.row}": each for each in results(SHEET, answers)}


def counts(result: Any) -> list[int]:
    return [line.count for line in result.lines]


def test_each_kind_of_question_is_counted_over_those_who_had_an_opinion() -> None:
    found = told(All(read(SHEET, [packed(SHEET, each) for each in GIVEN])))
    one = found["one"]
    assert (counts(one), one.base, one.asked) == ([2, 1, 1], 3, 4)
    assert one.lines[0].told.value == pytest.approx(2 / 3)
    assert one.lines[2].told is None
    assert (counts(found["some"]), found["some"].base) == ([2, 1], 3)
    grade = found["grade"]
    assert [(line.words, line.count) for line in grade.lines] == [
        ("1 bad", 1), ("2", 0), ("3 good", 1), ("Don’t know", 1),
    ]  # fmt: skip
    assert (grade.base, grade.mean.value, grade.mean.base) == (2, 2.0, 2)
    assert (counts(found["eachR"]), counts(found["eachS"])) == ([1, 1, 0], [0, 0, 1])
    assert (found["eachS"].base, found["eachS"].lines[0].told) == (0, None)
    spread = found["sum"].spread
    assert (spread.least, spread.low, spread.median, spread.high, spread.most, spread.sum) == (
        10, 15, 20, 40, 60, 90,
    )  # fmt: skip
    assert found["sum"].mean.value == 30
    assert [(line.code, line.count) for line in found["order"].lines] == [
        ("b", 2), ("a", 1), ("c", 0),
    ]  # fmt: skip
    assert found["text"].base == 1


def test_of_all_who_could_answer_a_share_has_no_uncertainty() -> None:
    records = read(SHEET, [packed(SHEET, each) for each in GIVEN[:3]])
    line = told(All(records, population=3))["one"].lines[0]
    assert (line.told.low, line.told.high) == (2 / 3, 2 / 3)


def test_weights_move_shares_and_means() -> None:
    records = read(SHEET, [packed(SHEET, each) for each in GIVEN[:3]])
    found = told(All(records, weights=np.array([1.0, 1.0, 2.0])))
    assert [line.told.value for line in found["one"].lines[:2]] == [0.5, 0.5]
    assert found["one"].lines[0].told.worth == pytest.approx(16 / 6)
    assert found["some"].lines[0].told.value == 0.5
    assert found["sum"].mean.value == 15


def test_nobody_answered() -> None:
    found = told(All(read(SHEET, [])))
    assert {each.base for each in found.values()} == {0}
    assert found["sum"].spread.median is None
    assert found["grade"].mean.value is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["y", "n", "d", None]), st.floats(0.1, 5)), max_size=40))
def test_shares_are_as_a_plain_count_gives_them(given_: list[Any]) -> None:
    records = read(SHEET, [packed(SHEET, {"one": answer}) for answer, _ in given_])
    weights = np.array([weight for _, weight in given_])
    [line, *_] = told(All(records, weights=weights))["one"].lines
    base = [(answer, weight) for answer, weight in given_ if answer in ("y", "n")]
    if not base:
        assert line.told is None
        return
    expected = sum(w for a, w in base if a == "y") / sum(w for _, w in base)
    assert line.told.value == pytest.approx(expected)
