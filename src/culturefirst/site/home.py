"""What the home page shows: what was published, the network in figures, the work programme."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from culturefirst.kit import clock, wording
from culturefirst.kit.calendar import Happening, to_come
from culturefirst.library.models import Entry, Kind
from culturefirst.library.queries import latest_of_each
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.measures.urls import figure_url
from culturefirst.programme.models import Milestone, WorkProgramme
from culturefirst.programme.queries import TargetLine, current, programme_view
from culturefirst.programme.rules import Status
from culturefirst.surveys.queries.polls import Card, for_home_page

AT_MOST = 4
TOLD = (Kind.CASE_STUDY, Kind.BRIEFING, Kind.POLICY)

OPEN = (Status.ON_TRACK, Status.AT_RISK, Status.NOT_STARTED)


@dataclass(frozen=True)
class BigFigure:
    """A figure as the home page shows it; ``url`` leads to the records behind it."""

    amount: str
    says: str
    url: str


@dataclass(frozen=True)
class Standing:
    """Where the work programme stands: its tally, what is off track, what is due next."""

    work_programme: WorkProgramme
    targets: int
    counts: list[tuple[str, str, int, str]]
    off_track: list[TargetLine]
    due_next: list[TargetLine]


@dataclass(frozen=True)
class Home:
    """The whole page's content; ``programme`` is ``None`` before one is current."""

    on: date
    figures: list[BigFigure] = field(default_factory=list)
    programme: Standing | None = None
    milestones: list[Milestone] = field(default_factory=list)
    learn: list[Entry] = field(default_factory=list)
    meet: list[Happening] = field(default_factory=list)
    poll: Card | None = None


def home_content(user: Any, on: date) -> Home:
    """Everything the page shows as at a day, counted from live records."""
    work_programme = current()
    return Home(
        on=on,
        figures=network_figures(on, work_programme),
        programme=standing(work_programme, on) if work_programme else None,
        milestones=latest_milestones(user, on),
        learn=latest_of_each(TOLD, user),
        meet=to_come(user, clock.now(), AT_MOST),
        poll=for_home_page(user, on),
    )


def network_figures(on: date, work_programme: WorkProgramme | None) -> list[BigFigure]:
    """The network in figures, of those measures that a room offers."""
    starts = work_programme.starts if work_programme else _financial_year(on)
    this_year = Window(min(starts, on), on)
    asked = [
        (Question("network.registered_users", Window(ends=on)), "registered user"),
        (Question("network.authorities_covered", Window(ends=on)), ""),
        (Question("network.member_organisations", Window(ends=on)), "member organisation"),
        (Question("programme.milestones", this_year), "milestone"),
    ]
    offered = [(question, word) for question, word in asked if MEASURES.get(question.key)]
    counted = figures([question for question, _ in offered])
    since = f" since {wording.month(this_year.starts)}"
    return [
        BigFigure(
            amount=wording.figure(figure.numerator),
            says=_says(figure, word) + (since if question.window == this_year else ""),
            url=figure_url(question),
        )
        for (question, word), figure in zip(offered, counted, strict=True)
    ]


def standing(work_programme: WorkProgramme, on: date) -> Standing:
    """The tally of a programme, the first few off track and the next few due."""
    view = programme_view(work_programme, as_at=on)
    page = reverse("programme", args=[work_programme.pk])
    counts = [
        (status.value, status.word, n, f"{page}?status={status.value}")
        for status, n in view.counts.items()
        if n or status is not Status.CLOSED
    ]
    return Standing(
        work_programme=work_programme,
        targets=len(view.lines),
        counts=counts,
        off_track=_off_track(view.lines),
        due_next=_due_next(view.lines, on),
    )


def latest_milestones(user: Any, on: date) -> list[Milestone]:
    """The last few things done, latest first."""
    found = Milestone.objects.visible_to(user).filter(withdrawn_on__isnull=True, on__lte=on)
    return list(found.select_related("sub_region", "organisation", "target")[:AT_MOST])


def _off_track(lines: Iterable[TargetLine]) -> list[TargetLine]:
    """Missed before at risk, in the document's order."""
    off = [line for line in lines if line.standing.status.off_track]
    return sorted(off, key=lambda line: line.standing.status is not Status.MISSED)[:AT_MOST]


def _due_next(lines: Iterable[TargetLine], on: date) -> list[TargetLine]:
    due = [
        line
        for line in lines
        if line.target.due and line.target.due >= on and line.standing.status in OPEN
    ]
    return sorted(due, key=lambda line: line.target.due or on)[:AT_MOST]


def _says(figure: Figure, word: str) -> str:
    if figure.denominator is not None:
        return f"of {wording.figure(figure.denominator)} authorities take part"
    return f"{word}{wording.plural(figure.numerator)}"


def _financial_year(on: date) -> date:
    return date(on.year if on.month >= 4 else on.year - 1, 4, 1)
