"""Whatever people write, only the listed elements come out of it, and nothing that acts."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culturefirst.discussions.marked import ATTRIBUTES, ELEMENTS, REL, cleaned, html_of, quoted

ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "\x01javascript:alert(1)",
    "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd", "blob:https://x/1",
    "feed:javascript:alert(1)", "view-source:javascript:alert(1)", "jar:javascript:x!/",
    "javascript://%0aalert(1)", "ｊavascript:alert(1)", " javascript:alert(1)",
)  # fmt: skip
IN_A_LINK = ("[x]({})", "[x](<{}>)", "<{}>", '<a href="{}">x</a>', "![x]({})", "[x]: {}\n\n[x]")
ELEMENTS_TRIED = (
    "script", "img", "svg", "iframe", "object", "embed", "style", "link", "meta", "base", "form",
    "input", "button", "video", "audio", "math", "details", "template", "noscript", "marquee",
    "body", "html", "head", "title", "textarea", "select", "frame", "frameset", "isindex",
)  # fmt: skip
ACTING = (
    '<{0} src=x onerror=alert(1)>', '<{0}><{0} onload="alert(1)">', "<{0}/onload=alert(1)//",
)  # fmt: skip
WHOLE = (
    "<<script>alert(1)//<</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "`<script>alert(1)</script>`", "```\n<img src=x onerror=alert(1)>\n```",
    "<p style='background:url(javascript:1)'>x</p>", "<b onmouseover=alert(1)>x</b>",
    "<a href='https://x' onclick='alert(1)' target=_blank>x</a>", "<!--<img src=x onerror=1>-->",
    "<![CDATA[<script>alert(1)</script>]]>", "<?xml version='1.0'?><x onload=alert(1)/>",
    "[a](https://x \"' onclick='alert(1)\")", "[a](https://x' onclick='alert(1))",
    '[a](https://x" onclick="alert(1))', "**<img src=x onerror=alert(1)>**",
    "> <svg onload=alert(1)>", "- <iframe srcdoc='<script>1</script>'>", "\x00<script>1</script>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<a name=x id=y>x</a>",
)  # fmt: skip
PAYLOADS = (
    *(form.format(address) for form in IN_A_LINK for address in ADDRESSES),
    *(form.format(name) for form in ACTING for name in ELEMENTS_TRIED),
    *WHOLE,
)


class Reader(HTMLParser):
    """What a browser would find: elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def inert(html: str) -> None:
    for tag, attributes in Reader(html).found:
        assert tag in ELEMENTS
        allowed = ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        assert set(attributes) <= allowed
        if tag == "a":
            assert attributes["rel"] == REL
            address = attributes.get("href")
            assert address is None or re.match(r"(https?://|mailto:)", address, re.IGNORECASE)


def test_there_are_two_hundred_and_more():
    assert len(set(PAYLOADS)) >= 200


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_inert(payload):
    inert(html_of(payload))
    inert(cleaned(payload))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *PAYLOADS,
                "<",
                ">",
                '"',
                "'",
                "&",
                "](",
                ")",
                "[",
                "`",
                "\n",
                "*",
                "_",
                "\\",
                "on",
                "=",
                "javascript:",
                "href",
            ]
        )
        | st.text(max_size=12),
        max_size=12,
    ).map("".join)
)
def test_whatever_is_written_only_listed_elements_come_out(text):
    inert(html_of(text))
    inert(cleaned(text))


def test_what_people_write_is_shown_as_they_mean_it():
    text = "Hello\nall,\n\n- **one**\n- *two*\n\n> said\n\nSee <https://example.org/a?b=1&c=2>"
    assert html_of(text) == (
        "<p>Hello<br>\nall,</p>\n<ul>\n<li><strong>one</strong></li>\n<li><em>two</em></li>\n</ul>\n"
        "<blockquote>\n<p>said</p>\n</blockquote>\n"
        f'<p>See <a href="https://example.org/a?b=1&amp;c=2" rel="{REL}">'
        "https://example.org/a?b=1&amp;c=2</a></p>\n"
    )


def test_html_and_headings_are_mere_text():
    assert html_of("# 1 <b>x</b>") == "<p># 1 &lt;b&gt;x&lt;/b&gt;</p>\n"


def test_deep_quotes_end_somewhere():
    assert html_of(">" * 5_000 + " x").count("<blockquote>") < 20


def test_quotes_of_quotes_are_left_out():
    assert quoted("> older\n\nNew\nwords", "Dee Fuller") == (
        "> Dee Fuller wrote:\n>\n> New\n> words\n\n"
    )
