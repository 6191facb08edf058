"""Formatted text as people type it into a plain box, and back.

Paragraphs stand apart by an empty line; lines that begin with a hyphen or a number make a list;
a web address becomes a link, and so does ``[words](address)``; ``**bold**`` and ``*italic*``.
Everything else is text. What the editor formats beyond that is not kept by a way through here, so
only fields that somebody changed take it.
"""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from wagtail.rich_text import expand_db_html

ADDRESS = r"(?:https?://[^\s/<>()\"]|mailto:[^\s<>()\"]|/(?!/))[^\s<>()\"]*"
INLINE = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*|\*(?P<italic>[^*\s][^*\n]*)\*"
    rf"|\[(?P<words>[^\[\]\n]+)\]\((?P<to>{ADDRESS})\)"
    r"|(?P<bare>https?://[^\s/<>()\[\]\"*][^\s<>()\[\]\"*]*(?<![.,;:!?']))"
)
BULLET, NUMBER = re.compile(r"[-•] +"), re.compile(r"\d{1,3}[.)] +")
GAP = re.compile(r"\n\s*\n")


def to_html(text: str) -> str:
    """What was typed, as the page shows it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blocks = [block for block in GAP.split(lines) if block.strip()]
    return "".join(part for block in blocks for part in _parts(block))


def _parts(block: str) -> Iterator[str]:
    for kind, lines in groupby((line.strip() for line in block.split("\n")), _kind):
        if kind == "p":
            yield f"<p>{'<br/>'.join(_inline(line) for line in lines if line)}</p>"
            continue
        mark = BULLET if kind == "ul" else NUMBER
        items = "".join(f"<li>{_inline(mark.sub('', line, count=1))}</li>" for line in lines)
        yield f"<{kind}>{items}</{kind}>"


def _kind(line: str) -> str:
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBER.match(line) else "p"


def _inline(text: str) -> str:
    """A line with its marks turned into elements; all else in it is text."""
    written, at = [], 0
    for found in INLINE.finditer(text):
        written += [escape(text[at : found.start()], quote=False), _element(found)]
        at = found.end()
    return "".join([*written, escape(text[at:], quote=False)])


def _element(found: re.Match[str]) -> str:
    if bold := found["bold"]:
        return f"<b>{_inline(bold)}</b>"
    if italic := found["italic"]:
        return f"<i>{_inline(italic)}</i>"
    address = found["to"] or found["bare"]
    words = found["words"] or address
    return f'<a href="{escape(address)}">{escape(words, quote=False)}</a>'


def to_text(html: str) -> str:
    """What is stored, as it would be typed."""
    reader = _Reader()
    reader.feed(expand_db_html(html))
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.written)).strip()


class _Reader(HTMLParser):
    """Writes the marks for the elements that it meets."""

    MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self.lists: list[int | None] = []
        self.emphasis = ""
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A mark before its words; emphasis within emphasis is one."""
        if tag == "br":
            self.written.append("\n")
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag in self.MARKS and not self.emphasis:
            self.emphasis = tag
            self.written.append(self.MARKS[tag])
        elif tag == "a" and (address := dict(attrs).get("href")):
            self.link = (address, len(self.written))

    def handle_endtag(self, tag: str) -> None:
        """A mark behind its words; a block ends with an empty line."""
        if tag == self.emphasis:
            self.emphasis = ""
            self.written.append(self.MARKS[tag])
        elif tag == "a" and self.link is not None:
            self._linked(*self.link)
            self.link = None
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.written.append("\n" if self.lists else "\n\n")
        elif tag in ("p", "h2", "h3", "h4"):
            self.written.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.written.append(data)

    def _item(self) -> None:
        if not self.lists:
            return
        number = self.lists[-1]
        if number is not None:
            self.lists[-1] = number + 1
        self.written.append("\n- " if number is None else f"\n{number + 1}. ")

    def _linked(self, address: str, since: int) -> None:
        words = "".join(self.written[since:])
        sound = re.fullmatch(ADDRESS, address) and not re.search(r"[\[\]\n]", words)
        if sound and words.strip() and words != address:
            self.written[since:] = [f"[{words}]({address})"]
