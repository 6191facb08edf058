"""Letters as they went over the wire."""

from typing import Any

from django.core import mail


def letters() -> list[Any]:
    """Every letter that left, parsed."""
    return [each.message() for each in mail.outbox]


def text_of(letter: Any, part: str = "plain") -> str:
    """Its words: the plain part, or the html."""
    body = letter.get_body((part,))
    return str(body.get_content())


def stop_of(letter: Any) -> str:
    """The path by which its reader stops."""
    return "/" + letter["List-Unsubscribe"].strip("<>").split("/", 3)[3]
