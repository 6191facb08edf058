"""Text typed into a plain box becomes formatted text, and comes back as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culturefirst.library.plain import to_html, to_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("One line\nand another", "<p>One line<br/>and another</p>"),
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("We:\n- met\n- spoke", "<p>We:</p><ul><li>met</li><li>spoke</li></ul>"),
        ("1. First\n2) Second", "<ol><li>First</li><li>Second</li></ol>"),
        ("5 * 3 and 2 * 2", "<p>5 * 3 and 2 * 2</p>"),
        ("**Much** *better*", "<p><b>Much</b> <i>better</i></p>"),
        ("<script>x</script> & co", "<p>&lt;script&gt;x&lt;/script&gt; &amp; co</p>"),
        (
            "See https://example.org/a?b=1&c=2.",
            '<p>See <a href="https://example.org/a?b=1&amp;c=2">'
            "https://example.org/a?b=1&amp;c=2</a>.</p>",
        ),
        ("[Ours](/learn/)", '<p><a href="/learn/">Ours</a></p>'),
        ("[No](javascript:alert)", "<p>[No](javascript:alert)</p>"),
        ("[No](//example.org/)", "<p>[No](//example.org/)</p>"),
    ],
)
def test_what_is_typed_becomes_a_short_list_of_elements(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p data-block-key="a">One <b>two</b></p>', "One **two**"),
        ("<h2>Head</h2><p>Words</p>", "Head\n\nWords"),
        ("<ul><li>a</li><li>b</li></ul><p>c</p>", "- a\n- b\n\nc"),
        ('<p><a href="https://example.org/">here</a></p>', "[here](https://example.org/)"),
        ('<p><a href="https://example.org/">https://example.org/</a></p>', "https://example.org/"),
        ("<p><b><i>x</i></b> &amp; y</p>", "**x** & y"),
    ],
)
def test_what_is_stored_comes_as_it_would_be_typed(html: str, text: str, db: None) -> None:
    assert to_text(html) == text


PIECES = st.sampled_from(
    [*"ab *[]()<>&-\n\"'", "\n\n", "- ", "1. ", "**", "https://a.b/", "[a](", "/x", "<b>", "&lt;"]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_nothing_typed_makes_any_other_element_and_all_of_it_comes_back(text: str) -> None:
    html = to_html(text)
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"p", "br", "ul", "ol", "li", "b", "i", "a"}
    assert re.findall(r"<\w+ (?!href=\"(?:https?://|mailto:|/))", html) == []
    assert _words(to_text(html)) == _words(text)


def _words(text: str) -> list[str]:
    """The letters, in their order: numbers of a list are counted anew."""
    return re.findall(r"[a-z]", text)
