"""Evidence that was typed into a record: one piece a line, what it is and its address."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
AROUND = ' \t|:;,–—-•*()<>[]"“”'  # what people put between words and an address
TITLE, LONGEST, MOST = 200, 500, 20
EXAMPLE = "such as: The audit of 2011 https://example.org/audit"
_is_address = URLValidator(["http", "https"])


@dataclass(frozen=True)
class Typed:
    """What it is, and where."""

    title: str
    url: str


def typed(text: str, fault: Callable[[str], None]) -> tuple[Typed, ...]:
    """The pieces of a cell; each line that is none is told with its remedy."""
    lines = [line for line in text.split("\n") if line.strip(AROUND)]
    if len(lines) > MOST:
        fault(f"it has {len(lines)} lines of {MOST} at most. Add the others on the site.")
        return ()
    found = [_piece(line, fault) for line in lines]
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _piece(line: str, fault: Callable[[str], None]) -> Typed | None:
    told = f"“{line.strip()[:60]}”"
    at = ADDRESS.search(line)
    if at is None:
        fault(f"{told} has no address. Write what it is and its link on one line, {EXAMPLE}.")
        return None
    url = at[0].rstrip('.,;:)>]"”')
    url = url if "://" in url else f"https://{url}"
    title = " ".join((line[: at.start()] + line[at.end() :]).strip(AROUND).split())
    if not title:
        fault(f"{told} does not say what it is. Write it before the address, {EXAMPLE}.")
    elif len(title) > TITLE:
        fault(f"{told} is too long ({len(title)} of {TITLE} characters). Say it more shortly.")
    elif ADDRESS.search(title):
        fault(f"{told} has two addresses. Write each on a line of its own.")
    elif len(url) > LONGEST or not _stands(url):
        fault(f"{told}: its address cannot be read. Copy it from your browser's own line.")
    else:
        return Typed(title, url)
    return None


def _stands(url: str) -> bool:
    try:
        _is_address(url)
    except ValidationError:
        return False
    return True
