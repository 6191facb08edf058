"""The actions of a plan as a table, on its page and in files."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.improvement.models import Plan
from culturefirst.improvement.queries.plans import Board, Line
from culturefirst.kit import marks, wording
from culturefirst.kit.tables import Column, Table

# How each state is drawn; late ones have a mark of their own.
MARKS = {"planned": "not_started", "under_way": "on_track", "done": "met", "dropped": "closed"}


def state(line: Line) -> str:
    """The state in words, and by how much it is late."""
    if not line.standing.is_overdue:
        return line.said
    return f"{line.said}, {wording.plural(line.standing.late, 'day')} late"


def state_mark(line: Line) -> Any:
    """The same with its mark."""
    late = line.standing.is_overdue
    key = "missed" if late else MARKS[line.standing.state]
    return marks.status(key, state(line))


def of_plan(plan: Plan, board: Board, request: HttpRequest | None) -> Table:
    """A line an action; the file has more columns than the page."""
    return Table(
        columns=_shown(board),
        rows=board.lines,
        request=request,
        name=f"plan-{plan.pk}",
        label="Actions of the plan",
        empty="No action has been set down yet.",
        per_page=100,
    )


def _shown(board: Board) -> list[Column]:
    """What the page shows; a column that says nothing in any line is left out."""
    columns = [
        Column("title", "Action", "action.title", url=_page, sort=True),
        Column("who", "Owner", lambda line: line.action.who or None, sort=True),
        Column("due", "Due", lambda line: line.standing.due, sort=True),
        Column("state", "How far it is", state_mark, sort=True, plain=state),
        Column("priority", "Priority", lambda line: line.action.get_priority_display(), sort=True),
    ]
    if any(line.reading for line in board.lines):
        columns.append(Column("counted", "Counted", _counted, url=_records))
    if any(line.action.saving is not None for line in board.lines):
        columns.append(_pounds("expected", "Saving expected a year, £", "action.saving"))
    if any(line.saved for line in board.lines):
        columns.append(
            Column(
                "saved", "Saved, £", lambda line: float(line.saved) or None, numeric=True, sort=True
            )
        )
    return columns


def in_files() -> list[Column]:
    """Everything that is said of an action."""
    return [
        Column("title", "Action", "action.title"),
        Column("criterion", "Criterion", lambda line: str(line.action.criterion or "")),
        Column("gap", "What it comes from", "action.gap"),
        Column("outcome", "What is to be different", "action.outcome"),
        Column("success", "How you will know", "action.success"),
        Column("who", "Owner", "action.who"),
        Column("starts", "From", "action.starts"),
        Column("due", "Due", "standing.due"),
        Column("state", "How far it is", state),
        Column("counted_by", "Counted by", lambda line: line.reading.title if line.reading else ""),
        Column("counted", "Counted", lambda line: _counted(line) or ""),
        Column("ended_on", "Done or dropped on", "action.ended_on"),
        Column("ended_how", "What came of it", "action.ended_how"),
        Column("priority", "Priority", lambda line: line.action.get_priority_display()),
        Column("strand", "Strand", lambda line: str(line.action.strand or "")),
        _pounds("cost", "Cost, £", "action.cost"),
        _pounds("expected", "Saving expected a year, £", "action.saving"),
        _pounds("saved", "Saved, £", "saved"),
        Column("risk", "Risk", "action.risk"),
        Column("mitigation", "What is done about it", "action.mitigation"),
    ]


def pounds(amount: Any) -> str:
    """An amount as people write it: "£4,200"; nothing where it is not known."""
    return "" if amount is None else f"£{wording.figure(float(amount))}"


def _pounds(key: str, title: str, path: str) -> Column:
    def value(line: Line) -> float | None:
        found: Any = line
        for part in path.split("."):
            found = getattr(found, part)
        return None if found is None else float(found)

    return Column(key, title, value, numeric=True, sort=True)


def _counted(line: Line) -> str | None:
    return line.reading.said if line.reading else None


def _records(line: Line) -> str:
    """The records behind what is counted."""
    return line.reading.url if line.reading else ""


def _page(line: Line) -> str:
    return reverse("plan_action", args=[line.action.pk])
