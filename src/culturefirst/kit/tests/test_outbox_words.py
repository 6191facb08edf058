"""Words that many letters share: gaps, headers, and how they go over the wire."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import pytest

from culturefirst.kit import outbox
from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import Body, Mailing, Message
from culturefirst.kit.outbox import Recipient, Words, gap
from culturefirst.kit.outbox.rendering import Encoded

pytestmark = pytest.mark.django_db
LINK = "https://example.org/stop?who=1&what=2"


def queued(words: Words, headers: dict[str, str] | None = None, **gaps: str) -> Message:
    mailing = outbox.open_mailing(key="four", title="Bulletin 4", kind="bulletin", words=words)
    outbox.send_many(mailing, [Recipient("anne", "anne@example.org", gaps, headers or {})])
    return Message.objects.get()


def arrived(words: Words, headers: dict[str, str] | None = None, **gaps: str) -> EmailMessage:
    """The letter as a mail reader understands it."""
    letter = queued(words, headers, **gaps)
    wire = Encoded(cast(Body, cast(Mailing, letter.mailing).body)).letter(letter)
    assert max(len(line) for line in wire.split(b"\r\n")) <= 150
    return cast(EmailMessage, message_from_bytes(wire, policy=policy.default))


def text(letter: EmailMessage, kind: str = "plain") -> str:
    part: Any = letter.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n")


def test_a_gap_is_filled_plainly_in_text_and_escaped_in_html() -> None:
    words = Words(
        f"News for {gap('who')}",
        f"Dear {gap('who')},\nstop: {gap('stop')}",
        f'<p>Dear {gap("who")}</p><a href="{gap("stop")}">Stop</a>',
    )
    letter = arrived(words, who="Änne <Ola> & Co", stop=LINK)
    assert letter["Subject"] == "News for Änne <Ola> & Co"
    assert text(letter) == f"Dear Änne <Ola> & Co,\nstop: {LINK}"
    assert text(letter, "html") == (
        "<p>Dear Änne &lt;Ola&gt; &amp; Co</p>"
        '<a href="https://example.org/stop?who=1&amp;what=2">Stop</a>'
    )


def test_a_value_that_looks_like_a_gap_is_not_filled_again() -> None:
    words = Words("News", f"{gap('one')} {gap('two')}", f"<p>{gap('one')}</p>")
    letter = arrived(words, one=gap("two"), two="2")
    assert text(letter) == "⟦two⟧ 2"
    assert text(letter, "html") == "<p>⟦two⟧</p>"


@pytest.mark.parametrize(
    "said",
    [
        "x" * 5000,
        ".\n.hidden\n..\n.",
        "From here\r\nto there\rand on",
        "ends in space \nand tab\t\n",
        "équipement = 100 % ⟦not a gap⟧",
        "From \n\n\nFrom",
    ],
)
def test_words_arrive_as_they_were_written(said: str) -> None:
    letter = arrived(Words("News", f"{said}{gap('v')}{said}", said), v=said)
    lines = said.replace("\r\n", "\n").replace("\r", "\n")
    assert text(letter) == (lines * 3).rstrip("\n")
    assert text(letter, "html") == lines.rstrip("\n")


def test_what_fills_a_gap_may_be_nothing() -> None:
    assert text(arrived(Words("News", f"Dear{gap('who')}!"), who="")) == "Dear!"


def test_a_letter_bears_the_headers_of_its_batch_and_its_own() -> None:
    words = Words(
        "News",
        "News",
        headers={
            "list-unsubscribe": f"<{gap('stop')}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": "<news.example.org>",
            "Reply-To": "office@example.org",
        },
    )
    letter = arrived(words, {"Reply-To": "Äla <ala@example.org>"}, stop=LINK)
    assert letter["List-Unsubscribe"] == f"<{LINK}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == "<news.example.org>"
    assert letter.get_all("Reply-To") == ["Äla <ala@example.org>"]
    assert [len(letter.get_all(name, [])) for name in ("To", "From", "Subject", "Date")] == [1] * 4


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"List-Id": "a\nBcc: b@example.org"}, "The header List-Id must be one line"),
        ({"Bcc": "b@example.org"}, "A letter has no header “Bcc” here"),
        ({"List-Unsubscribe-Post": "x"}, "needs List-Unsubscribe beside it"),
    ],
)
def test_a_header_that_may_not_be_is_refused(headers: dict[str, str], says: str) -> None:
    with pytest.raises(DomainError, match=says):
        queued(Words("News", "News", headers=headers))
    with pytest.raises(DomainError, match=says):
        queued(Words("News", "News"), headers)
    assert Message.objects.count() == 0


def test_a_value_with_a_line_break_cannot_put_a_header_into_a_letter() -> None:
    words = Words("News", "News", headers={"List-Unsubscribe": f"<{gap('stop')}>"})
    with pytest.raises(DomainError, match="“stop” stands in a header and must be one line"):
        queued(words, stop=f"{LINK}\r\nBcc: b@example.org")


def test_a_line_break_in_what_fills_the_subject_is_a_space() -> None:
    letter = arrived(Words(f"News for {gap('who')}", "News"), who="Anne\nBcc: b@example.org")
    assert (letter["Subject"], letter["Bcc"]) == ("News for Anne Bcc: b@example.org", None)


def test_a_gap_without_a_value_is_refused_before_anything_is_queued() -> None:
    words = Words("News", f"Dear {gap('who')}")
    mailing = outbox.open_mailing(key="four", title="Bulletin 4", kind="bulletin", words=words)
    letters = [Recipient(str(n), f"r{n}@example.org", {"who": "you"}) for n in range(1200)]
    letters.append(Recipient("last", "last@example.org"))
    for in_steps in (False, True):
        with pytest.raises(DomainError, match=r"Letter last, to last@.*for the gap “who”"):
            outbox.send_many(mailing, letters, in_steps=in_steps)
    assert Message.objects.count() == 0


def test_a_value_for_no_gap_is_refused() -> None:
    with pytest.raises(DomainError, match="The words have no gap “whom”"):
        queued(Words("News", "News"), whom="Anne")


def test_a_gap_in_a_tag_wants_quotation_marks() -> None:
    with pytest.raises(DomainError, match="Put quotation marks round"):
        queued(Words("News", "News", f"<a href={gap('stop')}>Stop</a>"), stop=LINK)


def test_a_gap_has_a_plain_name() -> None:
    with pytest.raises(ValueError, match="not 'Who else'"):
        gap("Who else")
