"""How the words of a cell become items: as people print them, or as our own files hold them."""

import re
from typing import Protocol

from culturefirst.programme.reading import leads as lead_names
from culturefirst.programme.reading import limits, lines
from culturefirst.programme.reading.carry import Carried
from culturefirst.programme.reading.dates import Span
from culturefirst.programme.reading.document import Progress, Target
from culturefirst.programme.reading.progress import read_entry, read_progress
from culturefirst.programme.reading.targets import read_target, read_targets
from culturefirst.programme.reading.words import clean

NOTE = "Note: "
_NOTE = re.compile(r"note:\s*(?=\S)", re.IGNORECASE)


class Lifting(Protocol):
    """Cells become items."""

    def title(self, cell: str) -> str: ...
    def items(self, cell: str) -> list[str]: ...
    def leads(self, cell: str) -> list[str]: ...
    def targets(self, cell: str, activity: str) -> list[Target]: ...
    def progress(self, cell: str, activity: str) -> tuple[list[Progress], list[str]]: ...


class Printed:
    """Cells as people print them, with broken lines and lone dates."""

    def __init__(self, within: Span | None) -> None:
        self._within = within
        self._left = limits.ANALYSED_LINES

    def _within_limits(self, cell: str) -> bool:
        """Whether the lines of one more cell may be looked into; reading stays quick."""
        self._left -= len(cell.splitlines())
        return self._left >= 0

    def title(self, cell: str) -> str:
        return "; ".join(lines.items(cell))

    def items(self, cell: str) -> list[str]:
        return lines.items(cell)

    def leads(self, cell: str) -> list[str]:
        return lead_names.leads(cell)

    def targets(self, cell: str, activity: str) -> list[Target]:
        if not self._within_limits(cell):
            return [Target(line, sure=False) for line in lines.split(cell)]
        return read_targets(lines.target_lines(cell, self._within), self._within)

    def progress(self, cell: str, activity: str) -> tuple[list[Progress], list[str]]:
        """The entries, and the notes among them, which begin with "Note:"."""
        if not self._within_limits(cell):
            return [Progress(line) for line in lines.split(cell)], []
        entries = read_progress(cell, self._within)
        notes = [said for entry in entries if (said := note_in(entry.text))]
        return [entry for entry in entries if not note_in(entry.text)], notes


class Written:
    """Cells of our own files: a line is an item, and its definition is carried."""

    def __init__(self, within: Span | None, carried: Carried) -> None:
        self._within = within
        self._carried = carried

    def title(self, cell: str) -> str:
        return clean(cell)

    def items(self, cell: str) -> list[str]:
        return [line for line in map(clean, cell.splitlines()) if line]

    def leads(self, cell: str) -> list[str]:
        return self.items(cell)

    def targets(self, cell: str, activity: str) -> list[Target]:
        return [
            self._carried.target(activity, line) or read_target(line, self._within)
            for line in self.items(cell)
        ]

    def progress(self, cell: str, activity: str) -> tuple[list[Progress], list[str]]:
        """The entries, and the notes among them, which begin with "Note:"."""
        entries: list[Progress] = []
        notes: list[str] = []
        for line in self.items(cell):
            carried = self._carried.progress(activity, line)
            note = note_in(line)
            if carried is None and note:
                notes.append(note)
            else:
                entries.append(carried or read_entry(line, self._within))
        return entries, notes


def note_in(line: str) -> str | None:
    """What a line notes where it begins with "Note:", else None."""
    mark = _NOTE.match(line)
    return line[mark.end() :] if mark else None
