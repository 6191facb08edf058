"""A stored programme as the document that it came from or could be printed as."""

from culturefirst.programme.models import (
    Activity,
    Priority,
    Programme,
    Progress,
    Target,
    WorkProgramme,
)
from culturefirst.programme.narrowing import to_names
from culturefirst.programme.queries.asking import measure_of
from culturefirst.programme.queries.programme import tree
from culturefirst.programme.reading import document as printed
from culturefirst.programme.reading.document import Document


def as_document(work_programme: WorkProgramme) -> Document:
    """The programme in the reader's own shape, ready to be written as Word, Excel, CSV or JSON.

    ``read`` and ``placed`` count cells of a file; a programme has none, so both are nought.
    """
    return Document(
        title=work_programme.title,
        starts=work_programme.starts,
        ends=work_programme.ends,
        priorities=[_priority(priority) for priority in tree(work_programme)],
        notes=list(work_programme.notes),
    )


def _priority(priority: Priority) -> printed.Priority:
    programmes = [_programme(each) for each in priority.programmes.all()]
    return printed.Priority(priority.number or None, priority.title or None, programmes)


def _programme(programme: Programme) -> printed.Programme:
    activities = [_activity(each) for each in programme.activities.all()]
    return printed.Programme(programme.number or None, programme.title or None, activities)


def _activity(activity: Activity) -> printed.Activity:
    return printed.Activity(
        title=activity.title,
        actions=list(activity.actions),
        outcomes=list(activity.outcomes),
        targets=[_target(target) for target in activity.targets.all()],
        leads=list(activity.leads),
        progress=[_progress(entry) for entry in activity.progress.all()],
        notes=list(activity.notes),
    )


def _target(target: Target) -> printed.Target:
    measure = measure_of(target)
    return printed.Target(
        text=target.text,
        kind=target.kind,
        quantity=target.quantity,
        unit=target.unit or None,
        per=target.per or None,
        starts=target.starts,
        due=target.due,
        baseline=target.baseline,
        goal=target.goal,
        direction=target.direction or None,
        measure=target.measure or None,
        filters=to_names(measure, target.filters) if measure else dict(target.filters),
        sure=target.sure,
    )


def _progress(entry: Progress) -> printed.Progress:
    return printed.Progress(entry.text, entry.on, entry.measure or None, entry.value)
