"""A sheet is changed piece by piece, and nothing is left that asks about what is gone."""

import pytest

from culturefirst.kit.asking.editing import (
    key_for,
    lines_of,
    moved,
    options_of,
    with_question,
    with_section,
    without,
)
from culturefirst.kit.asking.sheet import (
    ALWAYS,
    Condition,
    Jump,
    Kind,
    Option,
    Question,
    Section,
    Sheet,
    When,
)
from culturefirst.kit.errors import DomainError

YES_NO = (Option("y", "Yes"), Option("n", "No"))
A = Question("a", Kind.ONE, "A?", options=YES_NO)
IF_A = When((Condition("a", "any", ("y",)),))
B = Question("b", Kind.TEXT, "B?", when=IF_A)
C = Question("c", Kind.TEXT, "C?")
SHEET = Sheet((
    Section("one", "One", questions=(A,), jumps=(Jump(IF_A, "three"),)),
    Section("two", "Two", questions=(B, C), when=IF_A),
    Section("three", "Three", says="The end."),
))  # fmt: skip


def keys(sheet: Sheet) -> list[list[str]]:
    return [[each.key for each in section.questions] for section in sheet.sections]


def test_keys_are_short_and_none_is_there_twice() -> None:
    assert key_for("How often did you come to our events?", []) == "how-often-did-you-come-t"
    assert key_for("Events?", ["events", "events-2"]) == "events-3"
    assert (key_for("End", []), key_for("2011?", []), key_for("???", [])) == (
        "q-end", "q-2011", "question",
    )  # fmt: skip


def test_options_are_lines_with_marks_and_keep_their_codes_when_lines_change_place() -> None:
    found = options_of("Libraries\n* Other, please say\n\n- None of them\n? Don’t know\n")
    assert [(each.code, each.open, each.alone, each.aside) for each in found] == [
        ("libraries", False, False, False),
        ("other-please-say", True, False, False),
        ("none-of-them", False, True, False),
        ("don-t-know", False, False, True),
    ]
    assert lines_of(found).splitlines()[1:3] == ["* Other, please say", "- None of them"]
    held = (Option("y", "Yes"), Option("n", "No"))
    assert [each.code for each in options_of("No\nPerhaps\nYes", held)] == ["n", "perhaps", "y"]
    assert [each.code for each in options_of("Yes\nYes", held)] == ["y", "yes"]


def test_a_question_takes_the_place_of_its_key_or_comes_last() -> None:
    changed = Question("b", Kind.TEXT, "B, in other words?")
    found = with_question(SHEET, "two", changed)
    assert found.question("b") == changed
    assert keys(found) == [["a"], ["b", "c"], []]
    assert keys(with_question(SHEET, "three", Question("d", Kind.TEXT, "D?")))[2] == ["d"]
    with pytest.raises(DomainError, match="Another section has a question of this key"):
        with_question(SHEET, "three", changed)
    with pytest.raises(DomainError, match="not in the survey any more"):
        with_question(SHEET, "nine", changed)


def test_a_section_takes_the_place_of_its_key_or_comes_last() -> None:
    assert with_section(SHEET, Section("one", "First")).sections[0].title == "First"
    assert len(with_section(SHEET, Section("four", "Four")).sections) == 4


def test_with_a_question_goes_what_asks_about_it() -> None:
    found = without(SHEET, "a")
    assert keys(found) == [[], ["b", "c"], []]
    assert found.sections[0].jumps == ()
    assert (found.sections[1].when, found.question("b").when) == (ALWAYS, ALWAYS)
    assert [each.key for each in without(SHEET, "three").sections] == ["one", "two"]
    assert without(SHEET, "three").sections[0].jumps == ()
    with pytest.raises(DomainError, match="not in the survey any more"):
        without(SHEET, "nine")


def test_questions_move_within_their_section_and_on_into_the_next() -> None:
    assert keys(moved(SHEET, "b", 1)) == [["a"], ["c", "b"], []]
    assert keys(moved(SHEET, "c", 1)) == [["a"], ["b"], ["c"]]
    assert keys(moved(SHEET, "b", -1)) == [["a", "b"], ["c"], []]
    assert moved(SHEET, "a", -1) == SHEET
    assert [each.key for each in moved(SHEET, "three", -1).sections] == ["one", "three", "two"]
    with pytest.raises(DomainError, match="not in the survey any more"):
        moved(SHEET, "nine", 1)
