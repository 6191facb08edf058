"""What was read, as a few plain lines; and small files to read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from culturefirst.programme.reading import Document
from culturefirst.programme.reading.document import Activity, Progress, Target, number


def outline(document: Document) -> list[str]:
    """One line each: title, sections ("#", "##"), activities ("-") and what they hold."""
    lines = [f"{document.title} ({document.starts}..{document.ends})"]
    for priority in document.priorities:
        lines += _heading("#", priority.number, priority.title)
        for programme in priority.programmes:
            lines += _heading("##", programme.number, programme.title)
            for activity in programme.activities:
                lines += _activity(activity)
    return [*lines, *(f"note: {note}" for note in document.notes)]


def _heading(mark: str, number: str | None, title: str | None) -> list[str]:
    return [" ".join(filter(None, (mark, number, title)))] if number or title else []


def _activity(activity: Activity) -> list[str]:
    return [
        f"- {activity.title}",
        *(f"action: {each}" for each in activity.actions),
        *(f"outcome: {each}" for each in activity.outcomes),
        *(f"target: {promise(each)}" for each in activity.targets),
        *(f"lead: {each}" for each in activity.leads),
        *(f"progress: {stated(each)}" for each in activity.progress),
        *(f"note: {each}" for each in activity.notes),
    ]


def promise(target: Target) -> str:
    """ "count 4 letters ..2011-06-30": kind, figures, first and last day; "?" where unsure."""
    what = " ".join(filter(None, (_number(target.quantity), target.unit)))
    figures = (target.baseline, target.goal)
    moved = f"{_number(figures[0])}→{_number(figures[1])}" if any(figures) else ""
    time = f"{target.starts or ''}..{target.due or ''}" if target.starts or target.due else ""
    per = f"/{target.per}" if target.per else ""
    parts = (target.kind, f"{what}{per}", moved, target.direction, time)
    return " ".join(filter(None, parts)) + ("" if target.sure else " ?")


def stated(entry: Progress) -> str:
    facts = filter(None, (str(entry.date or ""), _number(entry.value)))
    return " | ".join([entry.text, *facts])


def _number(value: float | None) -> str:
    return "" if value is None else f"{number(value)}"


def csv_file(folder: Path, text: str) -> Path:
    path = folder / "plan.csv"
    path.write_text(text.strip("\n"), "utf-8")
    return path


Rows = Sequence[Sequence[str]]


def word_file(folder: Path, *blocks: str | Rows) -> Path:
    """Paragraphs and tables; "<" joins a cell to the one on its left, "^" to the one above."""
    from docx import Document as new_file

    word = new_file()
    for block in blocks:
        if isinstance(block, str):
            word.add_paragraph(block)
        else:
            _word_table(word.add_table(rows=len(block), cols=len(block[0])), block)
    path = folder / "plan.docx"
    word.save(str(path))
    return path


def _word_table(table: Any, rows: Rows) -> None:
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            if text in ("<", "^"):
                back = (row, column - 1) if text == "<" else (row - 1, column)
                kept = table.cell(*back).text
                table.cell(*back).merge(table.cell(row, column)).text = kept
            else:
                table.cell(row, column).text = text


def excel_file(
    folder: Path,
    rows: Sequence[Sequence[Any]],
    *,
    merged: Sequence[str] = (),
    formats: Sequence[tuple[str, str]] = (),
) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for reference in merged:
        book.active.merge_cells(reference)
    for cell, code in formats:
        book.active[cell].number_format = code
    path = folder / "plan.xlsx"
    book.save(path)
    return path
