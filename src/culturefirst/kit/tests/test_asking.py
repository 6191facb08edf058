"""A questionnaire as plain data: what is understood, who is asked what, and what is refused."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.kit.asking.answers import UNSURE, Refused, understood
from culturefirst.kit.asking.faults import faults
from culturefirst.kit.asking.packing import packed, read, record, unpacked
from culturefirst.kit.asking.piping import in_words, piped
from culturefirst.kit.asking.routing import asked_in, kept, path
from culturefirst.kit.asking.series import How, compared
from culturefirst.kit.asking.sheet import (
    END,
    Condition,
    Jump,
    Kind,
    Option,
    Question,
    Section,
    Sheet,
    When,
    sheet_of,
)
from culturefirst.kit.asking.ways import classes, routes, walked

YES_NO = (Option("y", "Yes"), Option("n", "No"))
SERVICES = (
    Option("lib", "Libraries"), Option("mus", "Museums"), Option("spo", "Sport"),
    Option("oth", "Other", open=True), Option("none", "None of them", alone=True),
)  # fmt: skip
USED = Question("used", Kind.ONE, "Have you used the network?", required=True, options=YES_NO)
WHICH = Question("which", Kind.SEVERAL, "For which services?", options=SERVICES, most=3)
GRADE = Question("grade", Kind.SCALE, "How useful was it?", low=1, high=5, unsure=True)
EACH = Question(
    "each", Kind.MATRIX, "How good was each?", rows=(Option("ev", "Events"), Option("bu", "News")),
    options=(Option("g", "Good"), Option("b", "Bad")),
)  # fmt: skip
SAVED = Question("saved", Kind.NUMBER, "What did you save?", low=0, unit="£", decimals=2)
ORDER = Question("order", Kind.RANKING, "What next?", options=SERVICES[:3], most=2)
SINCE = Question("since", Kind.DATE, "Since when?")
MORE = Question("more", Kind.TEXT, "Anything more?", long=True)
ALL = (USED, WHICH, GRADE, EACH, SAVED, ORDER, SINCE, MORE)
FULL: dict[str, Any] = {
    "used": "y", "which": ["lib", "oth"], "grade": 4, "each": {"ev": "g"}, "saved": 12.5,
    "order": ["spo", "lib"], "since": "2010-04-01",
}  # fmt: skip


def when(question: str, *codes: str) -> When:
    return When((Condition(question, "any", codes),))


def sheet(*sections: Section) -> Sheet:
    return Sheet(sections)


SURVEY = sheet(
    Section("use", "Use", questions=(USED,), jumps=(Jump(when("used", "n"), "why"),)),
    Section("how", "How", questions=(WHICH, GRADE), jumps=(Jump(When(), "last"),)),
    Section("why", "Why not", questions=(Question("why", Kind.TEXT, "Why not?"),)),
    Section("last", "Last", questions=(MORE,)),
)


@pytest.mark.parametrize(
    ("question", "answer", "kept_as"),
    [
        (USED, "y", "y"),
        (WHICH, ["spo", "lib"], ["lib", "spo"]),
        (GRADE, "4", 4),
        (GRADE, UNSURE, UNSURE),
        (EACH, {"ev": "g", "bu": ""}, {"ev": "g"}),
        (SAVED, " £1,250.50 ", 1250.5),
        (ORDER, ["spo", "lib"], ["spo", "lib"]),
        (SINCE, "2010-04-01", "2010-04-01"),
        (MORE, " Thank you\x00 ", "Thank you"),
        (MORE, "  ", None),
    ],
)
def test_an_answer_is_understood(question: Question, answer: Any, kept_as: Any) -> None:
    assert understood(question, answer) == kept_as


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        (USED, None, "This question needs an answer."),
        (USED, "z", "That is none of the answers to choose from. Choose one of those shown."),
        (WHICH, ["none", "lib"], "“None of them” goes with no other answer. Choose it alone, or n"),
        (WHICH, ["lib", "mus", "spo", "oth"], "Choose at most 3. You chose 4."),
        (GRADE, "6", "Choose a whole number from 1 to 5."),
        (GRADE, "2.5", "Choose a whole number from 1 to 5."),
        (SAVED, "a lot", "This is not a number. Write it in figures, such as 1,250."),
        (SAVED, "nan", "This is not a number. Write it in figures, such as 1,250."),
        (SAVED, "-1", "Give 0 £ or more."),
        (SAVED, "1.234", "Give at most 2 decimals."),
        (ORDER, ["lib", "lib"], "One of them has two places. Give each place once."),
        (SINCE, "31 February", "This is no day. Write it like 31 March 2012."),
        (MORE, "x" * 10_001, "Say it in 10,000 letters or fewer. There are 10,001."),
        (EACH, "g", "Answer each of the rows."),
    ],
)
def test_what_is_no_answer_is_refused_with_what_to_do(question, answer, says) -> None:
    with pytest.raises(Refused) as refused:
        understood(question, answer)
    assert str(refused.value).startswith(says)


def test_a_matrix_that_needs_answers_says_which_row_is_missing() -> None:
    needed = Question("each", Kind.MATRIX, "Each?", required=True, rows=EACH.rows, options=YES_NO)
    with pytest.raises(Refused, match="Not answered yet: News"):
        understood(needed, {"ev": "y"})


def test_answers_lead_along_their_way() -> None:
    assert list(path(SURVEY, {"used": "y"})) == [0, 1, 3]
    assert list(path(SURVEY, {"used": "n"})) == [0, 2, 3]
    ends = sheet(
        Section("use", "Use", questions=(USED,), jumps=(Jump(when("used", "n"), END),)),
        Section("how", "How", questions=(GRADE,)),
    )
    assert list(path(ends, {"used": "n"})) == [0]


def test_a_question_is_asked_where_its_condition_holds() -> None:
    either = When(
        (Condition("grade", "most", than=2), Condition("which", "any", ("mus",))), every=False
    )
    both = When((Condition("grade", "least", than=4), Condition("which", "none", ("mus",))))
    section = Section("x", "X", questions=(
        Question("a", Kind.TEXT, "A", when=either), Question("b", Kind.TEXT, "B", when=both),
        Question("c", Kind.TEXT, "C", when=When((Condition("since", "answered"),))),
    ))  # fmt: skip
    asked = lambda **answers: [each.key for each in asked_in(section, answers)]  # noqa: E731
    assert asked(grade=2, which=["lib"]) == ["a"]
    assert asked(grade=5, which=["mus"]) == ["a"]
    assert asked(grade=5, which=["lib"], since="2010-01-01") == ["b", "c"]
    assert asked(grade=UNSURE) == []


def test_whoever_goes_back_and_answers_otherwise_leaves_nothing_on_the_way_not_taken() -> None:
    assert kept(SURVEY, {"used": "n", "grade": 5, "why": "No time", "more": "Bye"}) == {
        "used": "n",
        "why": "No time",
        "more": "Bye",
    }


def test_a_section_of_which_nothing_is_asked_is_passed_over() -> None:
    some = Section("how", "How", questions=(Question("a", Kind.TEXT, "A", when=when("used", "y")),))
    plain = sheet(Section("use", "Use", questions=(USED,)), some)
    assert list(path(plain, {"used": "n"})) == [0]
    assert list(path(plain, {"used": "y"})) == [0, 1]


def test_every_route_is_found_with_answers_that_lead_along_it() -> None:
    found, all_of_them = routes(SURVEY)
    assert all_of_them
    assert {each.sections for each in found} == {("use", "how", "last"), ("use", "why", "last")}
    for each in found:
        sections = tuple(SURVEY.sections[at].key for at in path(SURVEY, each.answers))
        assert sections == each.sections


def test_answers_that_conditions_take_alike_are_one_class() -> None:
    tests = [Condition("grade", "most", than=2), Condition("grade", "least", than=4)]
    assert classes(GRADE, tests) == [1, 3, 4]
    several = [Condition("which", "any", (code,)) for code in ("mus", "lib")]
    assert classes(WHICH, several) == [["spo"], ["lib"], ["mus"], ["lib", "mus"]]


def said(*sections: Section) -> list[str]:
    return [str(each) for each in faults(sheet(*sections))]


def test_a_sound_sheet_has_no_faults() -> None:
    assert faults(SURVEY) == []


def test_what_nobody_could_be_asked_is_refused() -> None:
    never = When((Condition("used", "any", ("y",)), Condition("used", "any", ("n",))))
    first = Section("use", "Use", questions=(USED,))
    assert said(first, Section("b", "Both", questions=(MORE,), when=never)) == [
        "Both: no answers lead to this section. Change its condition, or what leads past it."
    ]
    hidden = Question("h", Kind.TEXT, "Hidden", when=never)
    assert said(first, Section("b", "Both", questions=(MORE, hidden))) == [
        "Hidden: no answers lead to this question. Change its condition."
    ]
    past = Section("use", "Use", questions=(USED,), jumps=(Jump(When(), "last"),))
    assert said(past, Section("b", "Left", questions=(GRADE,)), SURVEY.sections[3]) == [
        "Left: no answers lead to this section. Change its condition, or what leads past it."
    ]


def test_what_might_never_end_is_refused() -> None:
    back = Section("how", "How", questions=(GRADE,), jumps=(Jump(When(), "use"),))
    assert said(Section("use", "Use", questions=(USED,)), back) == [
        "How: it leads back to “Use”, so that it might never end. Lead on to a later section, or "
        "to the end."
    ]


def test_conditions_look_back_and_fit_what_they_ask_about() -> None:
    own = Question("q", Kind.TEXT, "Q", when=when("used", "y"))
    assert said(Section("use", "Use", questions=(USED, own))) == [
        "Q: its condition asks about used, which is not asked before it. Choose a question of an "
        "earlier section."
    ]
    wrong = Section("b", "B", questions=(MORE,), when=when("used", "z"))
    misfit = Section("c", "C", questions=(SINCE,), when=When((Condition("used", "least", than=2),)))
    assert said(Section("use", "Use", questions=(USED,)), wrong, misfit) == [
        "B: its condition asks for an answer that “Have you used the network?” has not. Choose "
        "among the answers that it has.",
        "C: its condition does not fit the question “Have you used the network?”. Choose answers "
        "of that question.",
    ]


def test_parts_that_cannot_be_asked_are_told() -> None:
    assert said() == ["The survey: nothing is asked yet. Add a question."]
    bad = Section("s", "S", questions=(
        Question("a", Kind.ONE, "A", options=YES_NO[:1]),
        Question("a", Kind.SCALE, "B", low=5, high=1),
        Question("c", Kind.SCALE, "C", low=0, high=100),
        Question("d", Kind.MATRIX, "D", options=(*YES_NO, Option("m", "yes"))),
        Question("e", Kind.NUMBER, "E", low=9, high=1),
        Question("f", Kind.TEXT, " "),
    ))  # fmt: skip
    assert said(bad) == [
        "The survey: two questions have the key a. Give one another key.",
        "A: there are 1 answers to choose from. Give 2 or more.",
        "B: its scale has no two ends. Give two whole numbers, 1 and 5.",
        "C: its scale has more than 11 steps. Ask for a number instead.",
        "D: “yes” is among its answers to choose from twice. Take one away.",
        "D: there are 0 rows. Give 1 or more.",
        "E: the least is more than the most. Exchange the two.",
        "f: it has no words. Write what is asked.",
    ]


def test_a_sheet_goes_to_plain_data_and_back_unchanged() -> None:
    whole = sheet(*SURVEY.sections[:3], Section("z", "Z", says="Hello", questions=ALL[1:]))
    assert sheet_of(whole.plain) == whole


def test_answer_sheets_come_back_from_their_bytes() -> None:
    whole = sheet(Section("s", "S", questions=ALL))
    rows = read(whole, [packed(whole, FULL), packed(whole, {"used": "n", "grade": UNSURE})])
    assert unpacked(whole, rows[0]) == FULL
    assert unpacked(whole, rows[1]) == {"used": "n", "grade": UNSURE}
    assert rows["grade"].tolist() == [4, -32_767]
    assert rows["which.0"].tolist() == [1, -1]
    assert record(whole).itemsize == 2 + 5 + 2 + 4 + 8 + 3 + 4 + 1
    with pytest.raises(ValueError, match="another sheet"):
        read(whole, [b"abc"])


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "used": st.sampled_from("yn"),
            "which": st.sets(st.sampled_from(["lib", "mus", "spo", "oth"]), max_size=3),
            "grade": st.sampled_from([1, 2, 3, 4, 5, UNSURE]),
            "each": st.dictionaries(st.sampled_from(["ev", "bu"]), st.sampled_from("gb")),
            "saved": st.integers(0, 10**9).map(lambda pence: pence / 100),
            "order": st.permutations(["lib", "mus", "spo"]).map(lambda order: order[:2]),
            "since": st.dates().map(str),
        },
    )
)
def test_whatever_is_understood_is_kept_as_it_was(answers: dict[str, Any]) -> None:
    whole = sheet(Section("s", "S", questions=ALL))
    given = {
        key: sorted(value) if isinstance(value, set) else value for key, value in answers.items()
    }
    told = {
        each.key: found
        for each in ALL
        if each.key in given
        and (found := understood(each, given[each.key]) if given[each.key] else None) is not None
    }
    assert unpacked(whole, read(whole, [packed(whole, told)])[0]) == told


def test_what_breaks_a_series_is_told() -> None:
    before = sheet(Section("s", "S", questions=(USED, GRADE, WHICH, SINCE)))
    now = sheet(Section("s", "S", questions=(
        Question("used", Kind.ONE, "Have you used us?", required=True, options=YES_NO),
        Question("grade", Kind.SCALE, "How useful was it?", low=1, high=7, unsure=True),
        Question("which", Kind.SEVERAL, WHICH.words, most=3,
                 options=(*SERVICES[1:], Option("art", "Arts"))),
        MORE,
    )))  # fmt: skip
    found = compared(before, now)
    assert [(each.key, each.how, each.says) for each in found] == [
        ("used", How.WORDED, ("it was: “Have you used the network?”",)),
        ("grade", How.BROKEN, ("it goes from 1 to 7, and went from 1 to 5",)),
        ("which", How.BROKEN, ("a new answer: Arts", "no answer any more: Libraries")),
        ("more", How.NEW, ("asked for the first time",)),
        ("since", How.GONE, ("not asked any more",)),
    ]
    assert [each.goes_on for each in found] == [True, False, False, False, False]
    assert {each.how for each in compared(now, now)} == {How.SAME}


def test_earlier_answers_are_put_into_later_words() -> None:
    whole = sheet(Section("s", "S", questions=ALL))
    words = "You named {{which}} and saved {{ saved }}; {{since}}, {{nobody}}."
    told = piped(words, whole, FULL)
    assert told == "You named Libraries and Other and saved 12.50 £; 2010-04-01, …."
    assert in_words(EACH, {"ev": "g", "bu": "b"}) == "Events: Good and News: Bad"
    assert in_words(GRADE, UNSURE) == "don’t know"


def test_a_sheet_of_sixty_questions_with_many_conditions_is_walked_to_the_end() -> None:
    """Ways meet again once nothing asks about what parted them."""
    sections = []
    for at in range(20):
        before = when(f"q{at - 1}a", "y") if at else When()
        sections.append(Section(f"s{at}", f"S {at}", questions=(
            Question(f"q{at}a", Kind.ONE, "A", options=YES_NO),
            Question(f"q{at}b", Kind.ONE, "B", options=YES_NO, when=before),
            Question(f"q{at}c", Kind.TEXT, "C"),
        )))  # fmt: skip
    found = walked(sheet(*sections))
    assert found.complete
    assert len(found.questions) == 60
    found_routes, all_of_them = routes(sheet(*sections))
    assert (len(found_routes), all_of_them) == (60, False)
