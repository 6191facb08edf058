"""What a record holds, before it is Word and after: criteria with fields to fill in.

Each entry carries a mark for each of its fields: the digest of what stood there when the record was
taken out. So it can be told, when it comes back, what was changed on the site meanwhile.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

LEVEL, APART, AGREED = "level", "apart", "agreed"
LABELS = {
    LEVEL: "Level",
    APART: "Does not apply",
    "why": "Reason",
    "strengths": "Strengths",
    "areas": "Areas for improvement",
    "note": "Note",
    AGREED: "Agreed",
}
TEXTS = ("why", "strengths", "areas", "note")
OF_JUDGEMENT = (LEVEL, APART, "why", "strengths", "areas", AGREED)
OF_ANSWER = (LEVEL, APART, "note")
RECORD, CRITERION, MARK = "Record", "Criterion", "Mark (do not change)"
EVIDENCE, NEW_EVIDENCE = "Evidence", "New evidence"
YES = "yes"
# What a Word file cannot hold, and what nobody sees.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff\u2028\u2029\x85]")


@dataclass(frozen=True)
class Entry:
    """A criterion: what is asked, what stands in its fields (by name), and what shows it."""

    key: str
    title: str
    theme: str
    fields: Mapping[str, str]
    says: str = ""
    levels: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A whole record; ``about`` names what it is of ("assessment 12", "scores 34").

    ``asks_evidence``: evidence can be typed into it.
    """

    about: str
    title: str
    lede: str
    names: tuple[str, ...]
    entries: tuple[Entry, ...]
    scope: tuple[tuple[str, str], ...] = field(default=())
    asks_evidence: bool = False


def clean(text: str) -> str:
    """A text as records hold it: lines without trailing space, nothing that cannot be written."""
    plain = UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.strip() for line in plain.split("\n")).strip()


def mark_of(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    """A short digest for each field, in order."""
    return ".".join(digest(fields.get(name, "")) for name in names)


def digest(text: str) -> str:
    return sha256(clean(text).encode()).hexdigest()[:8]
