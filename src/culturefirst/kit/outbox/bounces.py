"""Reading what comes back: reports of failed delivery (RFC 3464) and complaints (RFC 5965).

Anybody can send such a report, so one counts only with the signed return path of a letter of ours
in it. Whatever cannot be read is no report: nothing here raises on a stranger's mail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any, Literal

from culturefirst.kit.outbox.return_path import letter_of

LARGEST = 5 * 1024 * 1024
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
REPLY = re.compile(r"(?:^|[\s:;(<])([45])\d\d(?=[\s\-:.;,)]|$)")
ADDRESS = re.compile(r"\S*@\S*")
# Where the address to which a report came is written: by its sender, or by the mail server.
RECEIVED_FOR = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
SENT_FROM = ("Return-Path", "Original-Mail-From", "X-Original-Mail-From", "Errors-To")
ENCODINGS = ("base64", "quoted-printable")
COMPLAINTS = frozenset({"abuse", "fraud", "virus", "opt-out", "opt-out-list"})
# Class 5 does not always mean that nobody is there. Of these (subject, detail) the address may be
# quite right: a full mailbox, a letter that is too large, a bad connection, a policy.
PASSING_SUBJECTS = frozenset({3, 5, 6, 7})
PASSING = frozenset({(1, 7), (1, 8), (2, 2), (2, 3), (2, 4), (4, 0), (4, 2), (4, 3), (4, 5),
                     (4, 6), (4, 7), (4, 14)})  # fmt: skip


@dataclass(frozen=True)
class Bounce:
    """What came back of which letter: ``hard`` (nobody is there), ``soft``, or ``complaint``."""

    letter: int
    kind: Literal["hard", "soft", "complaint"]
    status: str
    says: str


def read(raw: bytes, to: str = "") -> Bounce | None:
    """The bounce or complaint in a message, or ``None`` for any other and for a forged one.

    ``to`` is the address to which the mail server took it, where it says so.
    """
    if len(raw) > LARGEST:
        return None
    try:
        mail = message_from_bytes(raw)
        return _complaint(mail, to) or _report(mail, to) or _old_fashioned(mail, to)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _complaint(mail: Mail, to: str) -> Bounce | None:
    for part in mail.walk():
        if part.get_content_type() != "message/feedback-report":
            continue
        fields = _inside(part)
        kind = str(fields.get("Feedback-Type", "")).strip().lower()
        letter = _signed(mail, to, fields)
        if letter is not None and kind in COMPLAINTS:
            return Bounce(letter, "complaint", "", f"Reported as {kind} by the reader's provider.")
    return None


def _report(mail: Mail, to: str) -> Bounce | None:
    for part in mail.walk():
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            failed = next((each for each in _recipients(part) if _failed(each)), None)
            letter = _signed(mail, to) if failed is not None else None
            return None if failed is None or letter is None else _bounce(letter, failed)
    return None


def _old_fashioned(mail: Mail, to: str) -> Bounce | None:
    """Bounces in plain words: qmail's, and Exim's from before it wrote reports."""
    words = _text(mail)
    known = mail.get("X-Failed-Recipients") or words.lstrip().startswith("Hi. This is the")
    if mail.get_content_maintype() == "message" or not known:
        return None
    if (letter := _signed(mail, to)) is None:
        return None
    status = _status("", words)
    return Bounce(letter, _hardness(status), status, _shown(_telling(words)))


def _bounce(letter: int, fields: Mail) -> Bounce:
    said = " ".join(str(fields.get("Diagnostic-Code", "")).split())
    status = _status(str(fields.get("Status", "")), said)
    return Bounce(letter, _hardness(status), status, _shown(said or f"Not delivered: {status}"))


def _recipients(part: Mail) -> Iterator[Mail]:
    """The groups of fields about recipients; the first group is about the report itself."""
    groups: Any = part.get_payload()
    if part.get("Content-Transfer-Encoding", "").strip().lower() in ENCODINGS:
        text = _unpacked(part, groups)
        groups = [message_from_bytes(each.encode()) for each in re.split(r"\n{2,}", text.strip())]
    for group in groups:
        if isinstance(group, Mail) and any(group.get(f) for f in ("Action", "Status")):
            yield group


def _unpacked(part: Mail, groups: Any) -> str:
    """The fields of a report that was encoded as if it were text, which it must not be."""
    whole = Mail()
    whole["Content-Transfer-Encoding"] = part["Content-Transfer-Encoding"]
    whole.set_payload("\n".join(str(each.get_payload()) for each in groups))
    return _decoded(whole).replace("\r\n", "\n")


def _failed(fields: Mail) -> bool:
    action = str(fields.get("Action", "")).split("(")[0].strip().lower()
    if action:
        return action == "failed"
    return _status(str(fields.get("Status", "")), "")[0] in "45"


def _status(said: str, otherwise: str) -> str:
    """The status code, sought in the diagnosis where the report has none that tells anything."""
    found = STATUS.search(said)
    if found is None or found[2] == found[3] == "0":
        better = STATUS.search(otherwise)
        if better is not None and better[1] != "2":
            found = better
    if found is not None:
        return found[0]
    reply = REPLY.search(otherwise)
    return f"{reply[1]}.0.0" if reply else "4.0.0"


def _hardness(status: str) -> Literal["hard", "soft"]:
    family, subject, detail = (int(number) for number in status.split("."))
    passing = subject in PASSING_SUBJECTS or (subject, detail) in PASSING
    return "hard" if family == 5 and not passing else "soft"


def _signed(mail: Mail, to: str, fields: Mail | None = None) -> int | None:
    """The letter that this is about, by the return path somewhere in it."""
    for text in _places(mail, to, fields):
        if (letter := letter_of(text)) is not None:
            return letter
    return None


def _places(mail: Mail, to: str, fields: Mail | None) -> Iterator[str]:
    yield to
    yield from _values(mail, RECEIVED_FOR)
    if fields is not None:
        yield from _values(fields, SENT_FROM)
    for part in mail.walk():
        if part.get_content_type() in ("message/rfc822", "message/global"):
            yield from _values(_inside(part), SENT_FROM)
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            yield from _values(message_from_bytes(_decoded(part).encode()), SENT_FROM)


def _values(mail: Mail, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from (str(value) for value in mail.get_all(name, []))


def _inside(part: Mail) -> Mail:
    """The message or the fields that a part holds."""
    payload = part.get_payload()
    if isinstance(payload, list) and payload and isinstance(payload[0], Mail):
        return payload[0]
    return message_from_bytes(_decoded(part).encode())


def _text(mail: Mail) -> str:
    part: Any = next((p for p in mail.walk() if p.get_content_type() == "text/plain"), None)
    return "" if part is None else _decoded(part)


def _decoded(part: Mail) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _telling(words: str) -> str:
    """The line of a bounce in plain words that tells the reason."""
    lines = [line.strip() for line in words.splitlines()]
    tells = (line for line in lines if STATUS.search(line) or REPLY.search(line))
    return next(tells, "It came back.")


def _shown(says: str) -> str:
    """The server's words without any address in them."""
    return " ".join(ADDRESS.sub("…", says).split())[:300]
