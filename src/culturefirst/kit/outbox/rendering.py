"""Letters as they go over the wire.

The words of a batch are encoded once, with holes where the gaps are; a letter is then a matter of
joining bytes, and no MIME object is built for each.
"""

import re
from binascii import b2a_qp
from collections.abc import Iterable, Iterator, Mapping
from email import message_from_bytes
from email.policy import SMTP
from email.utils import formatdate
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import forbid_multi_line_headers

from culturefirst.kit.outbox.enclosed import part
from culturefirst.kit.outbox.models import Body, Message
from culturefirst.kit.outbox.words import GAP, escaped, fill

# Stands before and after what fills a gap: quoted-printable text may be broken anywhere.
SOFT = b"=\r\n"
LINE_END = re.compile(r"\r\n|\r|\n")
PART = (
    b'Content-Type: text/%s; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
)
Piece = bytes | str


class Encoded:
    """A body, encoded for sending: static bytes, and the names of gaps between them."""

    def __init__(self, body: Body) -> None:
        self._gaps = frozenset(body.gaps)
        self._text = list(_pieces(body.text))
        self._html = list(_pieces(body.html))
        mark = sha256(f"{body.pk}\0{body.text}\0{body.html}".encode()).hexdigest()[:30]
        self._edge = f"=_{mark}".encode()
        same = {"Subject": body.subject, "From": settings.DEFAULT_FROM_EMAIL, **body.headers}
        self._open = {name: value for name, value in same.items() if GAP.search(value)}
        shut = {name: value for name, value in same.items() if name not in self._open}
        self._shut = {name: _header(name, value) for name, value in shut.items()}
        self._head = "MIME-Version: 1.0\r\n" + "".join(self._shut.values())

    def letter(self, message: Message) -> bytes:
        """The letter, headers and all, with line ends as the wire wants them.

        Raises ``ValueError`` where what fills its gaps has been taken away meanwhile.
        """
        gaps: dict[str, str] = message.gaps
        if not self._gaps <= gaps.keys():
            raise ValueError("what fills its gaps is gone")
        edge, plain = self._edge, _joined(self._text, gaps)
        parts = [self._top(message, gaps).encode("ascii")]
        if not self._html:
            return b"".join((*parts, PART % b"plain", plain, b"\r\n"))
        return b"".join(
            (
                *parts,
                b'Content-Type: multipart/alternative; boundary="%s"\r\n\r\n' % edge,
                b"--%s\r\n" % edge, PART % b"plain", plain,
                b"\r\n--%s\r\n" % edge, PART % b"html", _joined(self._html, escaped(gaps)),
                b"\r\n--%s--\r\n" % edge,
            )
        )  # fmt: skip

    def _top(self, message: Message, gaps: Mapping[str, str]) -> str:
        """The headers: those that all letters share are encoded already."""
        lines = [self._head]
        own = {name: fill(value, gaps) for name, value in self._open.items()} | message.headers
        if any(name in self._shut for name in message.headers):
            lines = ["MIME-Version: 1.0\r\n"]
            lines += [line for name, line in self._shut.items() if name not in message.headers]
        lines += [_header(name, " ".join(value.split())) for name, value in own.items()]
        lines.append(_header("To", message.to))
        lines.append(f"Date: {formatdate()}\r\nMessage-ID: {message.message_id}\r\n")
        return "".join(lines)


class EncodedBodies:
    """The bodies that were encoded last: a worker has one or two batches under way."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._known: dict[int, tuple[Body, Encoded]] = {}

    def of(self, message: Message) -> Encoded:
        """The encoded words of a letter of a batch, as they were last read."""
        body = message.mailing.body if message.mailing is not None else None
        if body is None:
            raise ValueError("its words are gone")
        known = self._known.get(body.pk)
        if known is None or (known[0] is not body and not _alike(known[0], body)):
            if len(self._known) >= self._most:
                self._known.pop(next(iter(self._known)))
            known = self._known[body.pk] = body, Encoded(body)
        return known[1]


def _alike(one: Body, other: Body) -> bool:
    """Whether the words are the same: an erasure may take a name out of them on their way."""
    return all(getattr(one, f.attname) == getattr(other, f.attname) for f in Body._meta.fields)


class Ready(EmailMultiAlternatives):
    """A letter of which the bytes are there already, for Django's other e-mail backends."""

    def __init__(self, message: Message, wire: bytes) -> None:
        super().__init__(message.subject, message.text, to=[message.to])
        self._wire = wire

    def message(self, **_: Any) -> Any:
        return message_from_bytes(self._wire, policy=SMTP)


def ordinary(message: Message) -> bytes:
    """A letter with words of its own."""
    letter = EmailMultiAlternatives(
        message.subject,
        message.text,
        to=[message.to],
        headers={"Message-ID": message.message_id, **message.headers},
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    for file in message.enclosed:
        letter.attach(part(file))
    made: Any = letter.message()
    wire: bytes = made.as_bytes(linesep="\r\n")
    return wire if wire.endswith(b"\r\n") else wire + b"\r\n"


def _header(name: str, value: str) -> str:
    """One header, encoded; raises ``ValueError`` for a line break."""
    return f"{name}: {forbid_multi_line_headers(name, value, 'utf-8')[1]}\r\n"


def _pieces(text: str) -> Iterator[Piece]:
    """Encoded bytes and the names of gaps, in turn."""
    for place, piece in enumerate(GAP.split(text)):
        if place % 2:
            yield piece
        elif piece:
            yield _encoded(piece)


def _encoded(text: str) -> bytes:
    return b2a_qp(LINE_END.sub("\n", text).encode(), istext=True).replace(b"\n", b"\r\n")


def _joined(pieces: Iterable[Piece], gaps: Mapping[str, str]) -> bytes:
    return b"".join(
        SOFT + _encoded(gaps[piece]) + SOFT if isinstance(piece, str) else piece for piece in pieces
    )
