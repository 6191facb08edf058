"""Words as they are typed and as they are kept, and the slips between them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit.search.engines import expression
from culturefirst.kit.search.vocabulary import one_of, parts_of, slips_between
from culturefirst.kit.search.words import MOST_TERMS, clean, terms_in, words_in

WORDS = st.text(alphabet="abcdefg", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Volunteering in Libraries", ["volunteering", "in", "libraries"]),
        ("Café Zoë, Łódź", ["cafe", "zoe", "łodz"]),
        ("people's e-bulletin_2011", ["people", "s", "e", "bulletin", "2011"]),
        ("oﬃce", ["office"]),
        ("… — !", []),
        ("x" * 50, ["x" * 40]),
    ],
)
def test_a_text_has_these_words(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("museum volunteers", ["museum", "volunteers"]),
        ('"shared service" -library', ['"shared service"', "-library"]),
        ("“shared service”", ['"shared service"']),
        ('-"shared service" trust', ['-"shared service"', "trust"]),
        ('"never closed', ['"never closed"']),
        ("e-bulletin", ['"e bulletin"']),
        ("volunt*", ["volunt*"]),
        ("the future of libraries", ["future", "libraries"]),
        ("the of", ["the", "of"]),
        ('"the of"', ['"the of"']),
        ("- -- * \" ''", []),
        ('title:x OR NEAR(a b, 2) AND ^y "', ['"title x"', '"near a"', "b", "2", "y"]),
        ("'; DROP TABLE kit_searchtext; --", ["drop", "table", '"kit searchtext"']),
    ],
)
def test_what_is_typed_is_understood_so(typed: str, terms: list[str]) -> None:
    assert [str(term) for term in terms_in(typed)] == terms


def test_a_long_question_is_cut() -> None:
    assert len(terms_in(" ".join(f"word{n}" for n in range(100)))) == MOST_TERMS
    assert [str(term) for term in terms_in("x" * 1000)] == ["x" * 40]


@given(st.text())
def test_any_text_can_be_typed_and_is_read_again_as_it_was_read(typed: str) -> None:
    terms = terms_in(typed)
    assert terms_in(" ".join(str(term) for term in terms)) == terms


@given(st.text())
def test_only_letters_and_figures_of_what_is_typed_get_into_the_databases_words(typed: str) -> None:
    terms = [term for term in terms_in(typed) if not term.without]
    said = expression(terms).translate(str.maketrans("", "", '"*() ')).replace("AND", "")
    assert said == "" or said.isalnum()


@given(st.text())
def test_any_text_can_be_kept(text: str) -> None:
    kept = clean(text)
    assert "\0" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("volonteering", "volunteering", 1),
        ("libarary", "library", 1),
        ("athelete", "athlete", 1),
        ("musuem", "museum", 1),
        ("atrs", "arts", 1),
        ("heritige", "heritage", 1),
        ("fesitvlas", "festivals", 2),
        ("same", "same", 0),
        ("museum", "mausoleum", 3),
        ("sport", "tourism", 3),
    ],
)
def test_so_many_slips_lie_between(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, 2) == slips
    assert slips_between(other, one, 2) == slips


@given(WORDS, st.data())
def test_one_slip_is_counted_as_one_at_most(word: str, data: st.DataObject) -> None:
    assert slips_between(data.draw(slipped(word)), word, 2) <= 1


@given(WORDS, st.data())
def test_two_slips_are_found_among_the_words_that_look_alike(
    word: str, data: st.DataObject
) -> None:
    """Of a word of eight letters, a slip changes at most four of its parts.

    One slip in each half: two on the same letters may count as three, as each is changed once.
    """
    twice = data.draw(slipped(word)) + data.draw(slipped(word))
    assert slips_between(twice, word * 2, 4) <= 2
    assert parts_of(twice) & parts_of(word * 2)


@st.composite
def slipped(draw: Any, word: str) -> str:
    """The word with one letter left out, put in, put for another, or two put round."""
    at = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from("abcdefg"))
    return str(
        draw(
            st.sampled_from(
                [
                    word[:at] + word[at + 1 :],
                    word[:at] + letter + word[at:],
                    word[:at] + letter + word[at + 1 :],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                ]
            )
        )
    )


def test_a_plural_has_its_singular() -> None:
    assert [one_of(word) for word in ("libraries", "museums", "sport")] == [
        "library", "museum", "sport",
    ]  # fmt: skip
