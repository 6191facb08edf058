"""What the programme asks of people."""

from datetime import date

from culturefirst.programme.models import WorkProgramme
from culturefirst.programme.queries.programme import programme_view
from culturefirst.programme.queries.shapes import TargetLine


def commentary_needed(work_programme: WorkProgramme, as_at: date) -> list[TargetLine]:
    """The targets off track without a word on why and what next: a report waits for these."""
    return [
        line
        for line in programme_view(work_programme, as_at=as_at).lines
        if line.overdue_commentary
    ]
