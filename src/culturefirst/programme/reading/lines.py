"""Printed lines become items: a line broken in the middle is made whole again.

A cell of a Word table has one item a line, but lines are also broken where the column ends,
where a list follows a colon, or where names go on.
"""

import re
from collections.abc import Sequence

from culturefirst.programme.reading.dates import Span, find, is_only_a_date, mask
from culturefirst.programme.reading.limits import LINE_CHARACTERS
from culturefirst.programme.reading.words import VERBS, clean

_CONNECTS = re.compile(
    r"(?:[/:,&(]|\s[-–—]|\b(?:and|or|of|the|a|an|for|to|with|in|at|by|from|on|into|through|via"
    r"|between|as|including))$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[•·▪◦●○■□–—*‣⁃✓✔]\s*|-\s+|o\s+(?=[A-Z])|\(?[a-z0-9]{1,2}[.)]\s+)")
_NAME_WORD = re.compile(
    r"\(?[A-Z][\w’'.&-]*\)?(?:\([A-Z][\w ]*\))?,?|\(?(?:19|20)\d\d\)?,?|&|/|of|for"
)
_ACRONYM = re.compile(r"\b[A-Z]{2,}[A-Za-z]?\b|\([A-Z]\w+\)")
_LISTED_WORDS = 5
_TAIL = 30


def items(cell: str) -> list[str]:
    """The items of a cell of words: actions, outcomes, progress."""
    return [_plain(item) for item in join(split(cell))]


def target_lines(cell: str, within: Span | None) -> list[str]:
    """The items of a target cell; a date alone on a line belongs to the line before it.

    Where the first line is only a date it belongs to the line after.
    """
    lines: list[str] = []
    waiting = ""
    for line in join(split(cell), names=True):
        if not is_only_a_date(line):
            lines.append(f"{line} {waiting}".strip() if waiting else line)
            waiting = ""
        elif lines:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            waiting = f"{waiting} {line}".strip().rstrip(":")
    return lines or ([waiting] if waiting else [])


def dated_items(cell: str) -> list[str]:
    """The items of a progress cell: as ``items``, with lone dates put to the line before."""
    return target_lines(cell, None)


def split(cell: str) -> list[str]:
    """The printed lines of a cell that hold words, without bullets."""
    lines = (clean(line) for line in cell.splitlines())
    unmarked = (clean(_BULLET.sub("", line)) or line for line in lines)
    return [line for line in unmarked if line]


def join(lines: Sequence[str], *, names: bool = False) -> list[str]:
    """Broken lines made whole; ``names`` also lets a line of names go on from names."""
    joined: list[str] = []
    listing = False
    for line in lines:
        if joined and listing and len(joined[-1]) < LINE_CHARACTERS and _is_listed(line):
            opened = joined[-1].endswith(":")
            joined[-1] += f" {line}" if opened else f", {line}"
            continue
        if joined and _goes_on(joined[-1], line, names):
            joined[-1] = _glue(joined[-1], line)
        else:
            joined.append(line)
        listing = line.endswith(":")
    return joined


def _goes_on(before: str, line: str, names: bool) -> bool:
    if len(before) > LINE_CHARACTERS:
        return False
    if is_only_a_date(line):
        return bool(_CONNECTS.search(before[-_TAIL:])) and before[-1] not in "-–—:,"
    if _CONNECTS.search(before[-_TAIL:]) or (_lone_verb(before) and _completes_a_verb(line)):
        return True
    if before.count("(") > before.count(")"):
        return True
    if line[0].islower():
        return not _closed(before)
    return names and _names_go_on(before, line)


def _closed(before: str) -> bool:
    """A lower-case line starts afresh after a full stop or a date ("e-bulletin sent")."""
    return before[-1] in ".;!?"


def _lone_verb(line: str) -> bool:
    return line.lower() in VERBS


def _completes_a_verb(line: str) -> bool:
    """A list of single words is no broken line."""
    words = line.split()
    return len(words) > 1 and words[0].lower() not in VERBS


def _is_listed(line: str) -> bool:
    """A short noun line, as they follow a colon ("Highway code")."""
    words = line.split()
    return len(words) <= _LISTED_WORDS and words[0].lower() not in VERBS


def _names_go_on(before: str, line: str) -> bool:
    """ "COGS (Suffolk) HACO(Herts)" after "Support … Culture Task Group (Cambs)"."""
    words = before.split()
    ends_in_name = bool(re.fullmatch(r"\(?[A-Z0-9][\w’']*\)?(?:\(\w+\))?", words[-1]))
    if not ends_in_name or not any(word[0].islower() for word in words):
        return False
    if mask(before, find(before)) != before:
        return False
    return bool(_ACRONYM.search(line)) and all(_NAME_WORD.fullmatch(w) for w in line.split())


def _glue(before: str, line: str) -> str:
    return before + line if before.endswith("/") else f"{before} {line}"


def _plain(item: str) -> str:
    return item.rstrip(";").strip() or item
