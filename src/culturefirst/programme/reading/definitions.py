"""The columns that define a target in our own Excel and CSV files, read strictly."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from culturefirst.kit.documents.errors import DocumentError
from culturefirst.kit.documents.grid import Cell
from culturefirst.programme.reading import dates
from culturefirst.programme.reading.document import DIRECTIONS, KINDS, PERIODS, Target, iso
from culturefirst.programme.reading.words import clean

_CHOICES = {"kind": KINDS, "per": PERIODS, "direction": DIRECTIONS, "sure": ("yes", "no")}
_NUMBERS = frozenset({"quantity", "baseline", "goal"})
_REMEDIES = {
    "filters": 'Write {"sub_region": "Norfolk"} or leave it empty.',
    "starts": "Write the day as 2011-04-30 or leave it empty.",
    "due": "Write the day as 2011-04-30 or leave it empty.",
}


def read_definition(text: str, cells: Mapping[str, Cell]) -> Target | None:
    """The target that a row defines; None where its kind is left empty, to be read afresh.

    Raises ``DocumentError`` with the cell for a value that cannot be one.
    """
    if "kind" not in cells:
        return None
    data: dict[str, Any] = {"text": text}
    for name, cell in cells.items():
        data[name] = _value(name, cell)
        try:
            Target.from_json({"text": text, name: data[name]})
        except ValueError as error:
            raise _fault(name, cell) from error
    return replace(Target.from_json(data), carried=True)


def _value(name: str, cell: Cell) -> Any:
    said = clean(cell.text)
    if name in _CHOICES:
        if said.lower() not in _CHOICES[name]:
            raise _fault(name, cell)
        return said.lower() if name != "sure" else said.lower() == "yes"
    if name in {"starts", "due"}:
        found = dates.find(said)
        return iso(found[0].starts) if found and found[0].starts == found[0].due else said
    try:
        if name in _NUMBERS:
            return float(said.replace(",", ""))
        return json.loads(said) if name == "filters" else said
    except (ValueError, RecursionError) as error:
        raise _fault(name, cell) from error


def _fault(name: str, cell: Cell) -> DocumentError:
    remedy = _REMEDIES.get(name, "Write a number or leave it empty.")
    if name in _CHOICES:
        remedy = f"Write one of: {', '.join(_CHOICES[name])}."
    return DocumentError(
        f"“{clean(cell.text)[:60]}” cannot be read here.",
        place=f"Row {cell.row}, column {cell.column} ({name.capitalize()})",
        remedy=remedy,
    )
