"""What the programme's pages and papers are told: plain dataclasses, nothing left to query."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from culturefirst.measures.core import Figure, Measure, Question
from culturefirst.measures.withheld import Told
from culturefirst.programme.models import (
    Activity,
    Priority,
    Programme,
    Progress,
    Remark,
    Target,
    WorkProgramme,
)
from culturefirst.programme.rules import Standing, Status

Source = Literal["measured", "declared"]


@dataclass(frozen=True)
class Filters:
    """What to show of a programme; an empty string leaves nothing out.

    ``priority`` is its key, ``sub_region`` a slug, ``lead`` a lead as printed, ``status`` a
    ``Status`` value; ``words`` must all occur in the activity or the target.
    """

    priority: str = ""
    sub_region: str = ""
    lead: str = ""
    status: str = ""
    words: str = ""

    @property
    def active(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class TargetLine:
    """A target with where it stands.

    ``question`` asks for ``figure`` (both ``None`` for a declared target, and before a measured
    target's time begins). ``remark`` is the declaration or override that the standing rests on;
    ``commentary`` the latest word on why and what next, and ``overdue_commentary`` says that one
    is asked for. ``note`` is a plain sentence where the target's measure is no longer offered.
    ``told`` is there where the figure counts people of a part of the network: then ``figure`` and
    the standing's numbers are only what may be told to anybody.
    """

    target: Target
    standing: Standing
    source: Source
    figure: Figure | None = None
    question: Question | None = None
    measure: Measure | None = None
    remark: Remark | None = None
    commentary: Remark | None = None
    overdue_commentary: bool = False
    note: str = ""
    told: Told | None = None


@dataclass(frozen=True)
class ActivityView:
    """An activity with its targets and the lines of its progress column."""

    activity: Activity
    lines: list[TargetLine]
    progress: list[Progress]


@dataclass(frozen=True)
class StrandView:
    """A programme (a strand of a priority) with its activities."""

    programme: Programme
    activities: list[ActivityView]

    @property
    def lines(self) -> list[TargetLine]:
        return [line for activity in self.activities for line in activity.lines]


@dataclass(frozen=True)
class PriorityView:
    """A priority; ``hue`` (1 to 6) is its colour on every page, chart and export."""

    priority: Priority
    programmes: list[StrandView]

    @property
    def hue(self) -> int:
        return (self.priority.position - 1) % 6 + 1

    @property
    def lines(self) -> list[TargetLine]:
        return [line for strand in self.programmes for line in strand.lines]

    @property
    def met(self) -> int:
        """How many of its targets are met."""
        return sum(line.standing.status is Status.MET for line in self.lines)


@dataclass(frozen=True)
class ProgrammeView:
    """A work programme as at a day: ``priorities`` are what the filters left.

    ``counts`` has every status, and counts what the filters other than the status leave.
    ``whole`` is the programme without any filter, for totals and for what filters can offer.
    """

    work_programme: WorkProgramme
    as_at: date
    filters: Filters
    priorities: list[PriorityView]
    counts: dict[Status, int] = field(default_factory=dict)
    whole: list[PriorityView] = field(default_factory=list)

    @property
    def activities(self) -> list[ActivityView]:
        return [
            activity
            for priority in self.priorities
            for strand in priority.programmes
            for activity in strand.activities
        ]

    @property
    def lines(self) -> list[TargetLine]:
        """Every target line in the order of the document."""
        return [line for activity in self.activities for line in activity.lines]


def counted(lines: Iterator[TargetLine]) -> dict[Status, int]:
    """How many lines stand at each status, every status present."""
    counts = Counter(line.standing.status for line in lines)
    return {status: counts[status] for status in Status}


@dataclass(frozen=True)
class HistoryPoint:
    """A figure as it stood on a day, and what was expected by then."""

    on: date
    figure: Figure
    expected: float | None

    def __iter__(self) -> Iterator[date | Figure | float | None]:
        yield from (self.on, self.figure, self.expected)


@dataclass(frozen=True)
class TargetView:
    """A target's page: its line, its figure over time, and all that was said of it."""

    line: TargetLine
    work_programme: WorkProgramme
    history: list[HistoryPoint]
    remarks: list[Remark]
