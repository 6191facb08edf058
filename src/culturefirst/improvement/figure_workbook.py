"""A return as a workbook: written for people to fill in, and read again row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from culturefirst.improvement.figures.core import Figures
from culturefirst.improvement.figures.saying import Said, understood, written
from culturefirst.improvement.models import REASON, Return
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import Sheet, matched

HEADS = ("Key", "Service", "Figure", "What to count", "Unit", "Value", "Reason")
WIDTHS = (22, 26, 34, 60, 10, 18, 50)
COLUMNS = {"key": (), "value": (), "reason": ("why",)}
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(found: Return) -> bytes:
    """One row a figure, with what was filled in so far. Values are numbers, or words for none."""
    from xlsxwriter import Workbook  # a heavy import, needed only here

    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Figures")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    given = book.add_format({"valign": "top", "bg_color": "#F4EFE4", "border": 1})
    for at, (title, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, head)
    for row, cells in enumerate(_rows(found), start=1):
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell, plain)
        key = cells[0]
        value = found.values.get(key)
        if value is not None:
            sheet.write_number(row, 5, value, given)
        else:
            sheet.write_string(row, 5, written(key, found.values, found.states), given)
        sheet.write_string(row, 6, found.reasons.get(key, ""), given)
    sheet.freeze_panes(1, 3)
    book.close()
    return made.getvalue()


def _rows(found: Return) -> list[tuple[str, ...]]:
    figures = found.collection.figures
    return [
        (item.key, section.title, item.title, item.says, item.unit)
        for section in figures.sections
        for item in section.items
    ]


@dataclass
class Brought:
    """What a workbook says: answers and reasons by item, what changes, and each fault."""

    answers: dict[str, Said | None] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As a signed field carries it from the preview to the deed."""
        answers = {k: None if v is None else [v.state, v.value] for k, v in self.answers.items()}
        return {"answers": answers, "reasons": self.reasons}


def from_json(told: Mapping[str, Any]) -> tuple[dict[str, Said | None], dict[str, str]]:
    """The answers and reasons that a signed field carried."""
    answers = {k: None if v is None else Said(v[0], v[1]) for k, v in told["answers"].items()}
    return answers, dict(told["reasons"])


def brought(sheet: Sheet, found: Return) -> Brought:
    """What the rows change; a row that is not there changes nothing, an empty cell empties."""
    figures, told, seen = found.collection.figures, Brought(), set()
    rows = matched(sheet, COLUMNS, ("key", "value"))
    for row, cells in zip(sheet.rows, rows, strict=True):
        key = cells["key"].strip()
        if key not in figures.items:
            told.faults.append(_unknown(row.number, key))
        elif key in seen:
            told.faults.append(f"Row {row.number}, Key: “{key}” is there twice. Keep one row.")
        else:
            _row(told, figures, found, row.number, cells)
        seen.add(key)
    return told


def _row(
    told: Brought, figures: Figures, found: Return, number: int, cells: Mapping[str, str]
) -> None:
    key, item = cells["key"].strip(), figures.items[cells["key"].strip()]
    try:
        said = understood(cells["value"], item)
    except DomainError as fault:
        told.faults.append(f"Row {number}, Value: {fault}")
        return
    if len(cells["reason"]) > REASON:
        told.faults.append(f"Row {number}, Reason: keep it to {REASON} characters.")
        return
    now = written(key, found.values, found.states)
    new = "" if said is None else written(key, {key: said.value}, {key: said.state})
    if new != now:
        told.answers[key] = said
        told.changes.append((item.title, now or "nothing", new or "nothing"))
    if cells["reason"] != found.reasons.get(key, ""):
        told.reasons[key] = cells["reason"]
        if new == now:
            told.changes.append(
                (
                    f"{item.title}: reason",
                    found.reasons.get(key, "") or "nothing",
                    cells["reason"] or "nothing",
                )
            )


def _unknown(number: int, key: str) -> str:
    if not key:
        return f"Row {number}, Key: it is empty. Take the row away, or write the figure's key."
    return (
        f"Row {number}, Key: nobody asks for “{key[:60]}” in this year. "
        "Download the workbook anew and fill that in."
    )
