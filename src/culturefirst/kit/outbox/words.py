"""Words with named gaps, which each letter of a batch fills for itself.

A gap is written by ``gap("greeting")`` wherever the words are put together (in a template, hand it
over as a value). In an address of a link it stands in quotation marks like any other value::

    Words(
        subject="Bulletin 4",
        text=f"{gap('greeting')},\n…\nTo stop these letters: {gap('stop')}\n",
        html=f'<p>{gap("greeting")},</p>…<a href="{gap("stop")}">Stop these letters</a>',
        headers={"List-Unsubscribe": f"<{gap('stop')}>", …},
    )
"""

import html as marked_up
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.headers import checked, one_line
from culturefirst.kit.outbox.models import Body

GAP = re.compile("⟦([a-z][a-z0-9_]*)⟧")
UNQUOTED = re.compile(r"=\s*⟦")
HEADERS = "headers"


@dataclass(frozen=True)
class Words:
    """What all letters of a batch say, and the headers that all of them bear."""

    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def gap(name: str) -> str:
    """The mark that stands where each letter has a value of its own."""
    mark = f"⟦{name}⟧"
    if not GAP.fullmatch(mark):
        raise ValueError(f"A gap is named by small letters, digits and underscores, not {name!r}.")
    return mark


def kept_words(words: Words) -> Body:
    """Write the words into the ledger, in the caller's transaction."""
    if UNQUOTED.search(words.html):
        raise DomainError('Put quotation marks round what fills a gap in a tag: href="…".')
    return Body.objects.create(
        subject=" ".join(words.subject.split()),
        text=words.text,
        html=words.html,
        headers=checked(words.headers),
        gaps=sorted(set(_named(words))),
    )


def fault_of(body: Body, gaps: Mapping[str, str]) -> str:
    """What is wrong with these values for the body's gaps, in a sentence, or an empty string."""
    if missing := sorted(set(body.gaps) - gaps.keys()):
        return f"Nothing is given for the gap “{missing[0]}”. Give a value, if only an empty one."
    if unknown := sorted(gaps.keys() - set(body.gaps)):
        return f"The words have no gap “{unknown[0]}”. Leave the value out, or write the gap."
    wrong = [name for name, value in gaps.items() if not isinstance(value, str)]
    if wrong:
        return f"What fills the gap “{wrong[0]}” is no text."
    for value in body.headers.values():
        for name in GAP.findall(value):
            if not one_line(gaps[name]):
                return f"What fills the gap “{name}” stands in a header and must be one line."
    return ""


def filled(body: Body | None, gaps: Mapping[str, str]) -> dict[str, Any]:
    """Subject, text and html with the gaps filled: plainly, and escaped in the html."""
    if body is None:
        return {"subject": "", "text": "", "html": ""}
    return {
        "subject": " ".join(fill(body.subject, gaps).split()),
        "text": fill(body.text, gaps),
        "html": fill(body.html, escaped(gaps)),
    }


def fill(text: str, gaps: Mapping[str, str]) -> str:
    """The text with each gap's value in its place; values are never looked through for gaps."""
    return GAP.sub(lambda mark: gaps.get(mark[1], ""), text)


def escaped(gaps: Mapping[str, str]) -> dict[str, str]:
    """The values as they stand in html, between tags and in quoted attributes."""
    return {name: marked_up.escape(value) for name, value in gaps.items()}


def _named(words: Words) -> Iterator[str]:
    for text in (words.subject, words.text, words.html, *words.headers.values()):
        yield from GAP.findall(text)
