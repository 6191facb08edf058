"""What the rules are told and what they answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from culturefirst.measures.core import Figure


class Status(StrEnum):
    """Where a target stands on a day."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NOT_STARTED = "not_started"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """As people say it: "On track"."""
        return self.value.replace("_", " ").capitalize()

    @property
    def off_track(self) -> bool:
        """Whether a word on why and what next is asked for."""
        return self in (Status.AT_RISK, Status.MISSED)


@dataclass(frozen=True)
class Span:
    """A time with both days inside."""

    starts: date
    ends: date

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.ends - self.starts).days + 1

    def gone(self, on: date) -> float:
        """The share of these days that has passed at the end of ``on``: 0 before, 1 after."""
        return min(1.0, max(0.0, ((on - self.starts).days + 1) / self.days))

    def until(self, on: date) -> "Span":
        """As much of it as has come by ``on`` (no days, where it has not begun)."""
        return Span(self.starts, max(min(self.ends, on), self.starts - timedelta(days=1)))


@dataclass(frozen=True)
class Promise:
    """A target as the rules read it. ``programme`` is the time of its work programme.

    ``quantity`` counts things, ``baseline`` and ``goal`` are in ``unit``.
    """

    kind: str
    programme: Span
    quantity: float | None = None
    unit: str = ""
    per: str = ""
    starts: date | None = None
    due: date | None = None
    baseline: float | None = None
    goal: float | None = None
    direction: str = ""
    closed_on: date | None = None

    @property
    def time(self) -> Span:
        """The time the target is given: its own, else its programme's.

        Work on something due "by" a day is expected from the start of the programme; what is
        due before the programme starts, from the first of its month.
        """
        ends = self.due or max(self.programme.ends, self.starts or self.programme.ends)
        starts = self.starts or self.programme.starts
        return Span(starts if starts <= ends else ends.replace(day=1), ends)


@dataclass(frozen=True)
class Said:
    """A declaration: what a person said on a day, as a value or as a standing."""

    on: date
    value: float | None = None
    standing: str = ""


@dataclass(frozen=True)
class Evidence:
    """What is known by the day: ``figure`` in the target's time, ``first`` record's day.

    ``recent`` is the figure of the last quarter (for what is ongoing) and ``periods`` that of
    each period so far (for what recurs). ``said`` is the latest declaration of a declared target.
    """

    figure: Figure | None = None
    first: date | None = None
    recent: float | None = None
    periods: tuple[float, ...] = ()
    said: Said | None = None


@dataclass(frozen=True)
class Standing:
    """Where a target stands, in words and for a meter.

    ``label`` is the short word beside the glyph ("Missed by 3"), ``sentence`` the line under the
    meter ("17 of 20"). ``done``, ``goal`` and ``expected`` are in the target's unit; ``share``
    and ``expected_share`` lie between 0 and 1 (``None``: no meter, or no mark on it).
    ``worked_out`` is what the rules say even where a person overrode it.
    """

    status: Status
    sentence: str
    label: str = ""
    done: float | None = None
    goal: float | None = None
    expected: float | None = None
    share: float | None = None
    expected_share: float | None = None
    worked_out: Status = Status.NOT_STARTED
    overridden: bool = False
