"""A work programme as at any day, read in a fixed number of statements."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch

from culturefirst.kit import clock
from culturefirst.programme.models import (
    Activity,
    Priority,
    Programme,
    Progress,
    Remark,
    Target,
    WorkProgramme,
)
from culturefirst.programme.queries.asking import lines
from culturefirst.programme.queries.shapes import (
    ActivityView,
    Filters,
    PriorityView,
    ProgrammeView,
    StrandView,
    TargetLine,
    counted,
)
from culturefirst.programme.queries.sieve import keeps_activity, keeps_line
from culturefirst.programme.rules import Span


def current() -> WorkProgramme | None:
    """The programme that the network works by now, if there is one."""
    return WorkProgramme.objects.filter(state=WorkProgramme.State.CURRENT).first()


def year_of(work_programme: WorkProgramme) -> Span:
    """The time of a work programme as the rules read it."""
    return Span(work_programme.starts, work_programme.ends)


def programme_view(
    work_programme: WorkProgramme,
    *,
    as_at: date | None = None,
    filters: Filters | None = None,
    heard_by: date | None = None,
) -> ProgrammeView:
    """The whole programme with each target's standing as at a day (today where none is given).

    Commentary counts until ``heard_by`` (default: the same day).

    Seven statements for the records and one a shape of a measure, whatever its size.
    """
    on, sieve = as_at or clock.today(), filters or Filters()
    priorities = tree(work_programme)
    standing = _standing(work_programme, priorities, on, heard_by or on)
    whole = [_priority(priority, standing) for priority in priorities]
    loose = _sifted(whole, Filters(**{**vars(sieve), "status": ""}))
    counts = counted(line for priority in loose for line in priority.lines)
    return ProgrammeView(work_programme, on, sieve, _sifted(loose, sieve), counts, whole)


def tree(work_programme: WorkProgramme) -> list[Priority]:
    """The programme's priorities with everything under them fetched."""
    activities = Activity.objects.prefetch_related(
        Prefetch("targets", Target.objects.filter(removed_on__isnull=True)),
        Prefetch("progress", Progress.objects.filter(removed_on__isnull=True)),
        "sub_regions",
    )
    programmes = Programme.objects.prefetch_related(Prefetch("activities", activities))
    found = Priority.objects.filter(work_programme=work_programme).prefetch_related(
        Prefetch("programmes", programmes)
    )
    priorities = list(found)
    for priority in priorities:
        priority.work_programme = work_programme
    return priorities


def remarks_of(targets: Iterable[Target], *, until: date) -> dict[int, list[Remark]]:
    """What was said of each target by a day, latest first; one statement."""
    said: dict[int, list[Remark]] = {}
    wanted = [target.pk for target in targets]
    for remark in Remark.objects.filter(target__in=wanted, on__lte=until).select_related("by"):
        said.setdefault(remark.target_id, []).append(remark)
    return said


def targets_of(priorities: Iterable[Priority]) -> list[Target]:
    """Every target of a fetched tree, in the order of the document."""
    return [
        target
        for priority in priorities
        for programme in priority.programmes.all()
        for activity in programme.activities.all()
        for target in activity.targets.all()
    ]


def _standing(
    work_programme: WorkProgramme, priorities: Sequence[Priority], on: date, heard_by: date
) -> dict[int, TargetLine]:
    targets = targets_of(priorities)
    said = remarks_of(targets, until=max(on, heard_by))
    year = year_of(work_programme)
    return lines(targets, year=year, as_at=on, remarks=said, heard_by=heard_by)


def _priority(priority: Priority, standing: dict[int, TargetLine]) -> PriorityView:
    return PriorityView(priority, [_strand(each, standing) for each in priority.programmes.all()])


def _strand(programme: Programme, standing: dict[int, TargetLine]) -> StrandView:
    return StrandView(programme, [_activity(each, standing) for each in programme.activities.all()])


def _activity(activity: Activity, standing: dict[int, TargetLine]) -> ActivityView:
    of_it = [standing[target.pk] for target in activity.targets.all()]
    return ActivityView(activity, of_it, list(activity.progress.all()))


def _sifted(priorities: Sequence[PriorityView], sieve: Filters) -> list[PriorityView]:
    if not sieve.active:
        return list(priorities)
    kept = []
    for each in priorities:
        if sieve.priority and str(each.priority.pk) != sieve.priority:
            continue
        strands = [_sifted_strand(strand, sieve) for strand in each.programmes]
        if any(strand.activities for strand in strands):
            kept.append(PriorityView(each.priority, [s for s in strands if s.activities]))
    return kept


def _sifted_strand(strand: StrandView, sieve: Filters) -> StrandView:
    kept = []
    for each in strand.activities:
        if not keeps_activity(each.activity, sieve):
            continue
        fitting = [line for line in each.lines if keeps_line(line, each.activity, sieve)]
        if fitting or not (sieve.status or sieve.words or each.lines):
            kept.append(ActivityView(each.activity, fitting, each.progress))
    return StrandView(strand.programme, kept)
