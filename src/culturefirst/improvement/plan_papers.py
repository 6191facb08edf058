"""A plan as people want it: Word, Excel, PDF."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from culturefirst.improvement.models import Plan
from culturefirst.improvement.plan_tables import in_files, pounds, state
from culturefirst.improvement.queries.plans import Board, Line
from culturefirst.improvement.rules_plans import plan_state_on
from culturefirst.kit import paper
from culturefirst.kit.downloads import safe
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import day, plural

PRINTED = Path(__file__).with_name("printed") / "plan.typ"
STILL = datetime(2000, 1, 1)
NUMBERS = ("cost", "expected", "saved")


def pdf(plan: Plan, board: Board) -> bytes:
    """On paper, an action a section."""
    return paper.pdf(PRINTED, facts(plan, board), dated=board.day)


def facts(plan: Plan, board: Board) -> dict[str, Any]:
    """What every paper says, in plain data."""
    return {
        "network": Installation.current().network,
        "body": str(plan.organisation),
        "title": plan.title,
        "day": day(board.day),
        "standing": standing(plan, board.day),
        "summary": plan.summary,
        "came_of": plan.came_of if plan_state_on(plan, board.day) == "closed" else "",
        "sums": sums(board),
        "actions": [_action(line) for line in board.lines],
    }


def standing(plan: Plan, on: date) -> str:
    """Since when it was what on a day, in a sentence."""
    state = plan_state_on(plan, on)
    if plan.adopted_on is None or state == "draft":
        return f"A draft of {day(plan.drafted_on)}."
    said = f"Adopted by {plan.adopted_by} on {day(plan.adopted_on)}."
    if state == "closed":
        return f"{said} Closed on {day(plan.closed_on)}."
    return f"{said} Next review: {day(plan.review_due)}." if plan.review_due else said


def sums(board: Board) -> list[dict[str, str]]:
    """What is counted of a plan."""
    found = board.progress
    told = [
        (f"{found.done} of {found.of}", "actions done"),
        (str(found.overdue), "overdue"),
        (pounds(board.expected), "expected to be saved a year"),
        (pounds(board.saved), "saved so far"),
    ]
    return [{"value": value, "label": label} for value, label in told]


def excel(plan: Plan, board: Board) -> bytes:
    """A sheet with a line an action; words are text, so none of them is a formula."""
    from xlsxwriter import Workbook  # a heavy import, needed only here

    made = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(made, options)
    book.set_properties({"title": plan.title[:255], "created": STILL})
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0.00", "valign": "top"})
    sheet = book.add_worksheet("Actions")
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    for place, column in enumerate(in_files()):
        sheet.write_string(0, place, column.title, bold)
        sheet.set_column(place, place, 14 if column.numeric else 26)
        for at, line in enumerate(board.lines, 1):
            value = column.exported(line)
            if column.numeric and value is not None:
                sheet.write_number(at, place, value, number)
            else:
                sheet.write_string(at, place, str(safe(value)), wrap)
    book.close()
    return made.getvalue()


def word(plan: Plan, board: Board) -> bytes:
    """The plan to be read and written in: a heading and a table of facts for each action."""
    from docx import Document as new_file  # a heavy import, needed only here

    said, file = facts(plan, board), new_file()
    about = file.core_properties
    about.title, about.author, about.comments = plan.title[:255], said["network"], ""
    about.created = about.modified = STILL
    about.language = "en-GB"
    file.add_paragraph(said["body"])
    file.add_heading(said["title"], 1)
    file.add_paragraph(f"{said['standing']} As at {said['day']}.")
    for words in filter(None, said["summary"].split("\n")):
        file.add_paragraph(words)
    file.add_paragraph("; ".join(f"{each['value']} {each['label']}" for each in said["sums"]))
    for action in said["actions"]:
        file.add_heading(action["title"], 2)
        file.add_paragraph(action["line"])
        _table(file, action["facts"])
    if said["came_of"]:
        file.add_heading("What came of it", 2)
        file.add_paragraph(said["came_of"])
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _table(file: Any, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    table = file.add_table(rows=0, cols=2)
    table.style = "Light List"
    for label, words in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words


def _action(line: Line) -> dict[str, Any]:
    action = line.action
    due = f"due {day(line.standing.due)}" if line.standing.due else "no day is set"
    told = [state(line), action.who or "nobody is named", due, f"{_priority(line)} priority"]
    rows = [
        ("What it comes from", action.gap),
        ("Criterion", str(action.criterion or "")),
        ("What is to be different", action.outcome),
        ("How you will know", action.success),
        ("Counted", f"{line.reading.title}: {line.reading.said}" if line.reading else ""),
        ("Cost", pounds(action.cost)),
        ("Saving expected a year", pounds(action.saving)),
        ("Saved so far", pounds(line.saved) if line.saved else ""),
        ("Risk", action.risk),
        ("What is done about it", action.mitigation),
        ("Strand", str(action.strand or "")),
        ("What came of it", action.ended_how),
        ("Day moved", _moves(line)),
    ]
    return {
        "title": action.title,
        "line": " · ".join(told),
        "facts": [(label, words) for label, words in rows if words],
    }


def _priority(line: Line) -> str:
    return str(line.action.get_priority_display()).lower()


def _moves(line: Line) -> str:
    moved = [each for each in line.action.all_moves if each.on]  # type: ignore[attr-defined]
    if not moved:
        return ""
    said = "; ".join(f"from {day(each.was)}: {each.because}" for each in moved)
    return f"{plural(len(moved), 'time')}: {said}"
