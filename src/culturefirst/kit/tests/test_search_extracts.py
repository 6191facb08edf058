"""Extracts: the words that were asked for are marked, whatever form they stand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.kit.search.extracts import LENGTH, Marked, extract, marked, pattern_of
from culturefirst.kit.search.words import terms_in


def said(pieces: Marked) -> str:
    """The pieces with what is marked between brackets."""
    return "".join(f"[{piece}]" if found else piece for piece, found in pieces)


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("volunteering", "Volunteers volunteer.", "[Volunteers] [volunteer]."),
        ("library", "Libraries, no librarian", "[Libraries], no librarian"),
        ("arts", "Art and arts, no article", "[Art] and [arts], no article"),
        ("planning", "plan, planned, planning", "[plan], [planned], [planning]"),
        ("culture", "Cultural cultures", "[Cultural] [cultures]"),
        ("festival", "festivals", "[festivals]"),
        ("cafe", "A Café", "A [Café]"),
        ('"shared service"', "A shared, service shared", "A [shared, service] shared"),
        ("muse*", "museum amused", "[museum] amused"),
        ("2011", "In 2011 and 20112", "In [2011] and 20112"),
        ("this -that", "this and that", "[this] and that"),
        ("trust", "<b>trusts</b>", "<b>[trusts]</b>"),
        ("a.b(c", "a b c", "[a b c]"),
    ],
)  # fmt: skip
def test_words_are_marked_in_any_form(typed: str, text: str, shown: str) -> None:
    assert said(marked(text, pattern_of(terms_in(typed)))) == shown


def test_an_extract_is_cut_around_the_most_words() -> None:
    text = f"{'pool ' * 5}{'and so on ' * 60}the swimming pool is closed {'for long ' * 60}"
    cut = said(extract(text, pattern_of(terms_in("swimming pool"))))
    assert cut.startswith("… ") and cut.endswith(" …")
    assert "the [swimming] [pool] is closed" in cut
    assert len(cut) <= LENGTH + 20


def test_lines_stand_side_by_side() -> None:
    text = "Forum\n\n  * one   programme\n* volunteers "
    assert said(extract(text, pattern_of(terms_in("volunteers")))) == (
        "Forum · one programme · [volunteers]"
    )


@given(st.text(), st.text())
def test_any_words_are_looked_for_in_any_text(typed: str, text: str) -> None:
    pattern = pattern_of(terms_in(typed))
    assert "".join(piece for piece, _ in marked(text, pattern)) == text
    assert len("".join(piece for piece, _ in extract(text, pattern))) <= 3 * LENGTH
