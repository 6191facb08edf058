"""Who leads: one name a line, and several where every part is a lead by itself."""

import re

from culturefirst.programme.reading.limits import LINE_CHARACTERS
from culturefirst.programme.reading.lines import split
from culturefirst.programme.reading.words import listed

_ROLES = listed(
    "manager managers director directors team teams board boards officer officers council"
    " councils partnership partnerships network networks executive group groups lead leads"
    " member members partner partners bodies body authorities authority organisations"
    " organisation trainers trainer architects adviser advisers chair committee forum forums"
    " coordinator co-ordinator head heads service services trust secretary staff all"
    " clerk treasurer curator librarian archivist administrator producer assistant volunteers"
    " president warden editor mayor deputy chairman trustees"
)
_ACRONYM = re.compile(r"[A-Z][A-Z&a-z]?[A-Z]+s?(?:’s|'s)?|[A-Z]{2,}")


def leads(cell: str) -> list[str]:
    """The leads of a cell in the order printed, each once.

    A name broken after "/" is made whole; "LGA Culture, Tourism & Sport Board" stays one.
    """
    found: list[str] = []
    for line in _unbroken(split(cell)):
        for lead in _parts(line):
            if lead not in found:
                found.append(lead)
    return found


def _unbroken(lines: list[str]) -> list[str]:
    whole: list[str] = []
    for line in lines:
        if whole and re.search(r"(?:[/&,]|\b(?:and|of|for|the))$", whole[-1][-8:]):
            glue = "" if whole[-1].endswith("/") else " "
            whole[-1] += glue + line
        else:
            whole.append(line)
    return [line.strip(" /;,") or line for line in whole]


def _parts(line: str) -> list[str]:
    if len(line) > LINE_CHARACTERS or re.search(r"\s[-–—]\s", line):
        return [line]
    for separator in (r"\s*;\s*", r"\s*/\s*"):
        parts = re.split(separator, line)
        if len(parts) > 1 and all(parts) and all(_is_lead(part) for part in parts):
            return [lead for part in parts for lead in _comma_parts(part)]
    return _comma_parts(line)


def _comma_parts(line: str) -> list[str]:
    parts = re.split(r"\s*,\s*", line)
    if len(parts) > 1 and all(parts) and all(_is_lead(part) for part in parts):
        return parts
    return [line]


def _is_lead(part: str) -> bool:
    """Whether a part names somebody by itself: an acronym, a role, or a name of two words.

    A list closed by "& x" or "and x" is one name, so a part that holds such is none.
    """
    words = part.split()
    if len(words) == 1:
        return bool(_ACRONYM.fullmatch(part)) or (part.lower() in _ROLES and part[0].isupper())
    if words[-1].lower() in _ROLES:
        return not {"&", "and"} & set(words) or bool(_ACRONYM.fullmatch(words[0]))
    return all(word[0].isupper() or word in {"of", "for"} for word in words)
