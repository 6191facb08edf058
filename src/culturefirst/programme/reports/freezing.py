"""Freezing a report: everything it prints, with the rows behind every figure."""

from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.measures.readings import freeze_all
from culturefirst.programme import policy
from culturefirst.programme.models import Report, WorkProgramme
from culturefirst.programme.queries import (
    ProgrammeView,
    TargetLine,
    commentary_needed,
    programme_view,
)
from culturefirst.programme.reports.content import content, digest, headlines
from culturefirst.programme.reports.printing import missing_words


class CommentaryMissing(DomainError):
    """The report waits for a word on some targets; ``lines`` are those."""

    def __init__(self, lines: list[TargetLine]) -> None:
        named = "; ".join(line.target.text for line in lines)
        super().__init__(f"This report cannot be frozen yet: {missing_words(len(lines))}: {named}.")
        self.lines = lines


@action("froze a report", allow=policy.edit_programme, on="work_programme")
def freeze_report(
    *, by: Any, work_programme: WorkProgramme, as_at: date | None = None, title: str = ""
) -> Report:
    """Freeze the programme as at a day (today where none is given).

    Raises ``CommentaryMissing`` where a target is off track and nobody has said why and what
    comes next, and ``DomainError`` for a day that has not come.
    """
    day = as_at or clock.today()
    if day > clock.today():
        raise DomainError("A report cannot be frozen as at a day that has not come yet.")
    view = report_view(work_programme, day)
    if waiting := commentary_needed(view):
        raise CommentaryMissing(waiting)
    frozen = _content(view, by)
    return Report.objects.create(
        work_programme=work_programme,
        title=title or f"{work_programme.title}: highlight report",
        as_at=day,
        frozen_at=clock.now(),
        frozen_by=by.person,
        content=frozen,
        digest=digest(frozen),
    )


def report_view(work_programme: WorkProgramme, as_at: date) -> ProgrammeView:
    """The programme as a report tells it: as at a day, with what has been explained since."""
    return programme_view(work_programme, as_at=as_at, heard_by=clock.today())


def _content(view: ProgrammeView, by: Any) -> dict[str, Any]:
    shown = headlines(view.as_at)
    asked = [headline.question for headline in shown]
    asked += [line.question for line in view.lines if line.question]
    readings = freeze_all(asked, clock.now())
    return content(
        view,
        shown,
        kept={id(question): reading.pk for question, reading in zip(asked, readings, strict=True)},
        # The paper names the post and not the person, whose name is the network's own to know.
        frozen_by=", ".join(post.title for post in by.posts_today),
        frozen_on=clock.today(),
    )
