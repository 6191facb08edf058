"""Letters as the people of a journey find them, in the folder that stands for the post."""

import re
import time
from collections.abc import Iterator
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

BETWEEN = re.compile(r"^-{79}$", re.MULTILINE)


def letters(var: Path, to: str) -> Iterator[EmailMessage]:
    """Every letter to an address that has been handed over, in the order of the files."""
    for file in sorted((var / "mail").glob("*")):
        for text in BETWEEN.split(file.read_text(encoding="utf-8")):
            if f"To: {to}\n" not in text:
                continue  # reading a letter is dear, and there are many to others
            letter = message_from_string(text.lstrip(), policy=policy.default)
            if letter["To"] == to:
                yield letter


def letter(var: Path, to: str, about: str) -> str:
    """The text of the one letter with these words in its subject, waited for."""
    return part(received(var, to, about))


def received(var: Path, to: str, about: str) -> EmailMessage:
    """The same letter whole, with its headers and parts."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = [each for each in letters(var, to) if about in each["Subject"]]
        if found:
            assert len(found) == 1, [each["Subject"] for each in found]
            return found[0]
        time.sleep(0.2)
    raise AssertionError(f"no letter to {to} about {about!r} within a minute")


def part(found: EmailMessage, kind: str = "plain") -> str:
    """The words of a letter: its plain part, or the html."""
    body = found.get_body((kind,))
    assert body is not None, found.get_content_type()
    return str(body.get_content())


def link_in(text: str) -> str:
    """The path of the first link to the site in a letter."""
    found = re.search(r"https?://[^/\s]+(/\S+)", text)
    assert found is not None, text
    return found[1]
