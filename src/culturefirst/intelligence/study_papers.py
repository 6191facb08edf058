"""A study as people want it: Word, PDF, Excel, all from the parts that the page shows."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from culturefirst.intelligence.models import Study, StudyRun
from culturefirst.intelligence.studying import comparing, differing
from culturefirst.intelligence.studying.inputs import Inputs
from culturefirst.intelligence.studying.standing import Standing
from culturefirst.intelligence.studying.telling import parts
from culturefirst.intelligence.studying.told import Part, Sheet, Told
from culturefirst.kit import paper
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day, figure
from culturefirst.kit.workbooks import Page, workbook

PRINTED = Path(__file__).with_name("printed") / "study.typ"
STILL = datetime(2000, 1, 1)
# Of a long table on paper; the workbook has them all. Every authority looks for its own row.
ROWS, OF_AUTHORITIES = 25, 100
SHEET_NAME = 31  # characters that a workbook allows


def facts(study: Study, run: StudyRun, told: Told, drawing: str = "") -> dict[str, Any]:
    """What every paper says, in plain data."""
    given = told.inputs.parameters
    return {
        "network": Installation.current().network,
        "title": given["title"],
        "question": study.question,
        "about": f"{given['kinds']} · {given['population']} · places as at "
        f"{day(date.fromisoformat(given['day']))}",
        "worked": f"Worked out on {day(run.made_on)}. Version {run.inputs_digest[:12]}.",
        "draft": not study.is_published,
        "map": drawing,
        "parts": [_part(each) for each in parts(told)],
    }


def _part(each: Part) -> dict[str, Any]:
    return {
        "title": each.title,
        "says": list(each.says),
        "warning": each.warning,
        "figures": [[one.shown, one.label, one.base] for one in each.figures],
        "sheets": [_sheet(sheet) for sheet in each.sheets],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    most = OF_AUTHORITIES if sheet.heads[0] == "Authority" else ROWS
    rows = [[shown(cell) for cell in row] for row in sheet.rows[:most]]
    left = len(sheet.rows) - len(rows)
    return {
        "title": sheet.title,
        "heads": list(sheet.heads),
        "numeric": list(sheet.numeric),
        "rows": rows,
        "more": f"And {figure(left)} more in the workbook." if left > 0 else "",
        "empty": sheet.empty,
    }


def shown(cell: Any) -> str:
    """A cell in words."""
    if cell is None:
        return "–"
    return figure(cell) if isinstance(cell, int | float) else str(cell)


def pdf(study: Study, run: StudyRun, told: Told, drawing: str) -> bytes:
    """The report on paper, with its map."""
    return paper.pdf(PRINTED, facts(study, run, told, drawing), dated=run.made_on)


def excel(study: Study, run: StudyRun, told: Told, drawing: str = "") -> bytes:
    """Every table with all its rows, a sheet each."""
    return workbook(study.title, _pages(told))


def _pages(told: Told) -> Iterator[Page]:
    for each in parts(told):
        for sheet in each.sheets:
            name = sheet.title.split(",")[0][:SHEET_NAME]
            yield Page(name, sheet.heads, sheet.rows)


def scenario(
    title: str,
    changes: Sequence[tuple[str, str]],
    inputs: Inputs,
    now: Standing,
    then: Standing,
) -> bytes:
    """What would change as a workbook: the changes, the figures, and every table whole."""
    return workbook(title, _of_scenario(changes, inputs, now, then))


def _of_scenario(
    changes: Sequence[tuple[str, str]], inputs: Inputs, now: Standing, then: Standing
) -> Iterator[Page]:
    yield Page("Changes", ("What", "Would be"), changes)
    told = comparing.lines(inputs, now, then)
    rows = [(each.label, each.now, each.then[0].shown, each.then[0].delta) for each in told]
    yield Page("Figures", ("Figure", "Now", "Then", "Difference"), rows)
    for sheet in differing.sheets(inputs, now, then, None):
        yield Page(sheet.title.split(",")[0][:SHEET_NAME], sheet.heads, sheet.rows)


def word(study: Study, run: StudyRun, told: Told, drawing: str = "") -> bytes:
    """The report to be read and written in."""
    from docx import Document as new_file  # a heavy import, needed only here

    said, file = facts(study, run, told), new_file()
    about = file.core_properties
    about.title, about.author, about.comments = said["title"][:255], said["network"], ""
    about.created = about.modified = STILL
    about.language = "en-GB"
    file.add_heading(said["title"], 1)
    file.add_paragraph(said["about"])
    file.add_paragraph(said["worked"] + (" A draft." if said["draft"] else ""))
    for words in filter(None, said["question"].split("\n")):
        file.add_paragraph(words)
    for each in said["parts"]:
        _section(file, each)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _section(file: Any, each: dict[str, Any]) -> None:
    file.add_heading(each["title"], 2)
    for words in each["says"]:
        file.add_paragraph(words)
    if each["warning"]:
        file.add_paragraph().add_run(each["warning"]).bold = True
    for value, label, base in each["figures"]:
        line = file.add_paragraph()
        line.add_run(value).bold = True
        line.add_run(f" {label}" + (f" ({base})" if base else ""))
    for sheet in each["sheets"]:
        _table(file, sheet)


def _table(file: Any, sheet: dict[str, Any]) -> None:
    file.add_heading(sheet["title"], 3)
    if not sheet["rows"]:
        file.add_paragraph(sheet["empty"])
        return
    table = file.add_table(rows=1, cols=len(sheet["heads"]))
    table.style = "Light List"
    for cell, head in zip(table.rows[0].cells, sheet["heads"], strict=True):
        cell.text = head
    for row in sheet["rows"]:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    if sheet["more"]:
        file.add_paragraph(sheet["more"])
