"""What the programme asks of people."""

from datetime import date, timedelta

from culturefirst.programme.queries.shapes import ProgrammeView, TargetLine
from culturefirst.programme.rules import RECENT, Status

# A month's notice: the team meets once a month.
NOTICE = timedelta(days=30)
RUNNING = (Status.ON_TRACK, Status.AT_RISK, Status.MISSED)


def commentary_needed(view: ProgrammeView) -> list[TargetLine]:
    """The targets off track without a word on why and what next: a report waits for these."""
    return [line for line in view.lines if line.overdue_commentary]


def due_soon(line: TargetLine, on: date) -> bool:
    """Whether an unmet target falls due within a month."""
    due = line.target.due
    open_still = line.standing.status not in (Status.MET, Status.CLOSED, Status.MISSED)
    return open_still and due is not None and timedelta(0) <= due - on <= NOTICE


def unspoken(line: TargetLine, on: date) -> bool:
    """Whether a declared target that is running has had no declaration for a quarter."""
    if line.source != "declared" or line.standing.status not in RUNNING:
        return False
    return line.remark is None or on - line.remark.on > RECENT
