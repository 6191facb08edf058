"""The time column of a row: its lines as phrases that can stand behind a target's words."""

import re
from collections.abc import Sequence

from culturefirst.programme.reading import dates
from culturefirst.programme.reading.lines import split
from culturefirst.programme.reading.words import listed, tokens

_BY = listed("by deadline due completion complete end target")
_SAYS_WHEN = re.compile(r"(?:by|before|until|from|no later|between)\b", re.IGNORECASE)


def times(columns: Sequence[tuple[str, str]]) -> list[str]:
    """The phrases of the time columns of a row, each given by its heading and its words.

    A start and an end column make one period.
    """
    lines = [split(text) for _, text in columns]
    if len(lines) == 1:
        by = _BY & set(tokens(columns[0][0]))
        return [_by(line) if by else line for line in lines[0]]
    if lines and len({len(column) for column in lines}) == 1:
        return [" to ".join(parts) for parts in zip(*lines, strict=True)]
    return [", ".join(line for column in lines for line in column)] if lines else []


def _by(line: str) -> str:
    """A date under "By when" is the last day, even where "by" is not printed.

    A range has a first and a last day of its own.
    """
    if _SAYS_WHEN.match(line):
        return line[0].lower() + line[1:]
    ranged = any(when.ranged for when in dates.find(line, dates.A_YEAR))
    return f"by {line}" if dates.is_only_a_date(line) and not ranged else line
