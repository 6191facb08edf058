"""The programme as CSV for other programs: one row a target, with its definition."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from culturefirst.programme.reading.columns import DEFINITION
from culturefirst.programme.reading.document import Activity, Document, Target, iso
from culturefirst.programme.reading.words import clean

_BEFORE = (
    *("Work programme", "Work programme starts", "Work programme ends"),
    *("Priority number", "Priority", "Programme number", "Programme"),
    *("Activity number", "Activity", "Actions", "Outcomes", "Target"),
)
COLUMNS = (*_BEFORE, *(name.capitalize() for name in DEFINITION), "Leads", "Progress", "Notes")
# What a spreadsheet would run as a formula, also behind apostrophes (so that reading can take
# exactly one away again).
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_csv(document: Document, target: BinaryIO) -> None:
    """Write the programme to ``target`` as UTF-8 with a mark, so that Excel sees it as such."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in _rows(document):
        writer.writerow([guarded(field) for field in row])
    target.write(text.getvalue().encode("utf-8-sig"))


def guarded(field: str) -> str:
    """A field that no spreadsheet takes for a formula."""
    return f"'{field}" if _FORMULA.match(field) else field


def definition_fields(target: Target) -> list[str]:
    """A target's definition as text, in the order of ``columns.DEFINITION``."""
    return [_field(name, value) for name, value in target.definition().items()]


def _field(name: str, value: object) -> str:
    if name == "sure":
        return "yes" if value else "no"
    if name == "filters":
        return json.dumps(value, sort_keys=True, ensure_ascii=False) if value else ""
    return "" if value is None else str(value)


def _rows(document: Document) -> Iterator[list[str]]:
    opening = [clean(document.title or ""), iso(document.starts) or "", iso(document.ends) or ""]
    number = 0
    for priority in document.priorities:
        top = [*opening, priority.number or "", clean(priority.title or "")]
        if not priority.programmes:
            yield _padded(top)
        for programme in priority.programmes:
            part = [*top, programme.number or "", clean(programme.title or "")]
            if not programme.activities:
                yield _padded(part)
            for activity in programme.activities:
                number += 1
                yield from _activity([*part, str(number)], activity)
    if document.notes:
        yield [*_padded(opening)[:-1], _lines(document.notes)]


def _activity(part: list[str], activity: Activity) -> Iterator[list[str]]:
    """The activity's own cells stand in its first row only, its name in each."""
    own = [_lines(activity.actions), _lines(activity.outcomes)]
    after = [
        _lines(activity.leads),
        _lines([entry.text for entry in activity.progress]),
        _lines(activity.notes),
    ]
    for place, target in enumerate(activity.targets or [None]):
        said = [clean(target.text), *definition_fields(target)] if target else [""] * 13
        first = place == 0
        row = [*part, clean(activity.title), *(own if first else ["", ""]), *said]
        yield [*row, *(after if first else ["", "", ""])]


def _padded(fields: list[str]) -> list[str]:
    return [*fields, *[""] * (len(COLUMNS) - len(fields))]


def _lines(lines: list[str]) -> str:
    return "\n".join(line for line in map(clean, lines) if line)
