"""The connection to the mail server, opened by Django's own e-mail backend.

Letters of a batch and others are spoken over it by hand: the moment from which a letter may have
arrived is then known, and a server that takes commands in one go (PIPELINING) is asked once.
"""

import re
from dataclasses import dataclass
from email.utils import parseaddr
from smtplib import (
    SMTP,
    SMTPException,
    SMTPServerDisconnected,
)
from typing import Any, Literal

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import sanitize_address

from culturefirst.kit.outbox.models import Message
from culturefirst.kit.outbox.rendering import EncodedBodies, Ready, ordinary
from culturefirst.kit.outbox.return_path import return_path

PATIENCE = 10  # seconds for each answer of the server
PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
GO_ON = 354
TOO_BUSY = 421  # the server says this and hangs up


class NotOpen(Exception):
    """No connection: nothing was handed over, so nothing is in doubt."""


class _Refusal(Exception):
    """The server's answer where it was not yes."""

    def __init__(self, code: int, words: bytes) -> None:
        super().__init__(code, words)
        self.code, self.words = code, words


@dataclass(frozen=True)
class Outcome:
    """What became of a hand-over, and the server's words.

    ``closed``: there is no connection any more and nothing was tried.
    """

    code: Literal["sent", "later", "refused", "doubt", "closed"]
    says: str = ""


class Post:
    """One connection, kept open from letter to letter."""

    def __init__(self) -> None:
        self._backend: Any = get_connection(timeout=PATIENCE)
        self._bodies = EncodedBodies()
        self._began = False

    def open(self) -> None:
        """Connect, or raise ``NotOpen`` with the reason."""
        try:
            if self._backend.open() and isinstance(self._smtp, SMTP):
                self._smtp.ehlo_or_helo_if_needed()
        except (SMTPException, OSError) as error:
            self.close()
            raise NotOpen(str(error)) from error

    def close(self) -> None:
        """Take leave; a server that has gone already is no fault."""
        try:
            self._backend.close()
        except (SMTPException, OSError):
            self._backend.connection = None

    def hand_over(self, message: Message) -> Outcome:
        """Give one letter to the server and tell what it answered."""
        try:
            self.open()
        except NotOpen as closed:
            return Outcome("closed", str(closed))
        self._began = False
        try:
            self._give(message)
        except _Refusal as answer:
            return self._answered(answer.code, answer.words)
        except (SMTPServerDisconnected, OSError) as cut:
            self.close()
            broke = f"The connection broke: {cut}"
            return Outcome("doubt" if self._began else "later", broke)
        except (SMTPException, ValueError) as fault:
            # An address or a heading that cannot be written down: nothing has left the house.
            return Outcome("refused", f"This letter cannot be written as it is: {fault}")
        return Outcome("sent")

    @property
    def _smtp(self) -> Any:
        return getattr(self._backend, "connection", None)

    def _give(self, message: Message) -> None:
        wire = self._bodies.of(message).letter(message) if message.mailing_id else ordinary(message)
        if isinstance(self._smtp, SMTP):
            path = return_path(message.pk) if message.mailing_id else ""
            sender = _spelled(path or settings.DEFAULT_FROM_EMAIL)
            self._speak(self._smtp, sender, _spelled(message.to), wire)
        else:
            self._began = True
            self._backend.send_messages([Ready(message, wire)])

    def _speak(self, smtp: SMTP, sender: str, to: str, wire: bytes) -> None:
        """RFC 5321, with the envelope in one go where the server takes it (RFC 2920)."""
        size = f" SIZE={len(wire)}" if smtp.has_extn("size") else ""
        commands = (f"MAIL FROM:<{sender}>{size}\r\n", f"RCPT TO:<{to}>\r\n", "DATA\r\n")
        if smtp.has_extn("pipelining"):
            smtp.send("".join(commands))
            answers = [smtp.getreply() for _ in commands]
        else:
            answers = _in_turn(smtp, commands)
        *envelope, (code, words) = answers
        refusals = [answer for answer in envelope if answer[0] not in (250, 251)]
        if refusals or code != GO_ON:
            self._break_off(smtp, waits=code == GO_ON)
            raise _Refusal(*(refusals[0] if refusals else (code, words)))
        self._began = True
        smtp.send(wire.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        code, words = smtp.getreply()
        if code != 250:
            raise _Refusal(code, words)

    def _break_off(self, smtp: SMTP, *, waits: bool) -> None:
        """Make the connection ready for the next letter; ``waits``: the server wants the text."""
        try:
            if waits:
                smtp.send(b".\r\n")
                smtp.getreply()
            smtp.docmd("RSET")
        except (SMTPException, OSError):
            self.close()

    def _answered(self, code: int, words: bytes) -> Outcome:
        said = f"{code} {words.decode('utf-8', 'replace')}"
        if code == TOO_BUSY:
            self.close()
        if code < 400:  # neither yes nor no: whoever answers has lost the thread
            self.close()
            return Outcome("doubt" if self._began else "later", f"An odd answer: {said}")
        return Outcome("later" if code < 500 else "refused", said)


def _in_turn(smtp: SMTP, commands: tuple[str, ...]) -> list[tuple[int, bytes]]:
    """The answers to each command, up to the first that is not yes."""
    answers = []
    for command in commands:
        smtp.send(command)
        answers.append(smtp.getreply())
        if answers[-1][0] >= 400:
            break
    return answers


def _spelled(address: str) -> str:
    """An address as the envelope has it; raises ``ValueError`` for what is none."""
    if PLAIN.fullmatch(address):
        return address
    return parseaddr(sanitize_address(address, "utf-8"))[1]
