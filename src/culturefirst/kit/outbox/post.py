"""The connection to the mail server, through Django's own e-mail backend."""

from collections.abc import Callable
from dataclasses import dataclass
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from typing import Any, Literal

from django.core.mail import EmailMultiAlternatives, get_connection

from culturefirst.kit.outbox.models import Message

PATIENCE = 10  # seconds for each answer of the server


class NotOpen(Exception):
    """No connection: nothing was handed over, so nothing is in doubt."""


@dataclass(frozen=True)
class Outcome:
    """What became of a hand-over, and the server's words."""

    code: Literal["sent", "later", "refused", "doubt"]
    says: str = ""


class Post:
    """One connection, kept open from letter to letter."""

    def __init__(self) -> None:
        self._backend: Any = get_connection(timeout=PATIENCE)
        self._began = True

    def open(self) -> None:
        """Connect, or raise ``NotOpen`` with the reason."""
        try:
            self._backend.open()
        except (SMTPException, OSError) as error:
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
            return Outcome("later", str(closed))
        self._watch()
        try:
            self._backend.send_messages([_letter(message)])
        except SMTPRecipientsRefused as refusal:
            code, words = next(iter(refusal.recipients.values()))
            return self._answered(code, words)
        except SMTPResponseException as answer:
            return self._answered(answer.smtp_code, answer.smtp_error)
        except (SMTPServerDisconnected, OSError) as cut:
            self.close()
            broke = f"The connection broke: {cut}"
            return Outcome("doubt" if self._began else "later", broke)
        except (SMTPException, ValueError) as fault:
            # An address or a heading that cannot be written down: nothing has left the house.
            return Outcome("refused", f"This letter cannot be written as it is: {fault}")
        return Outcome("sent")

    def _watch(self) -> None:
        """See whether the letter itself begins to go over: before that, nothing is in doubt."""
        smtp = getattr(self._backend, "connection", None)
        data: Callable[[Any], Any] | None = getattr(smtp, "data", None)
        self._began = data is None
        if data is None or getattr(data, "watched", False):
            return

        def watched(letter: Any) -> Any:
            self._began = True
            return data(letter)

        watched.watched = True  # type: ignore[attr-defined]
        smtp.data = watched  # type: ignore[union-attr]

    def _answered(self, code: int, words: bytes | str) -> Outcome:
        if code == 421:  # the server says this and hangs up
            self.close()
        said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        return Outcome("later" if 400 <= code < 500 else "refused", f"{code} {said}")


def _letter(message: Message) -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        message.subject, message.text, to=[message.to], headers={"Message-ID": message.message_id}
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    return letter
