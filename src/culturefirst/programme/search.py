"""What of the work programmes can be found: programmes, activities, targets, reports."""

from collections.abc import Iterable

from django.urls import reverse

from culturefirst.kit.search import SEARCH, Entry, Source
from culturefirst.programme.models import Activity, Report, Target, WorkProgramme

TO_PROGRAMME = "programme__priority__work_programme"


def _programme(programme: WorkProgramme) -> Entry:
    url = reverse("programme", args=[programme.pk])
    return Entry(programme.title, "\n".join(programme.notes), url, on=programme.starts)


def _activity(activity: Activity) -> Entry:
    programme = activity.programme.priority.work_programme
    lines = [*activity.actions, *activity.outcomes, *activity.leads, *activity.notes]
    return Entry(
        title=activity.title,
        text="\n".join(lines),
        url=f"{reverse('programme', args=[programme.pk])}#activity-{activity.pk}",
        on=programme.starts,
        sub_region=[place.slug for place in activity.sub_regions.all()],
    )


def _target(target: Target) -> Entry | None:
    if target.removed_on:
        return None
    return Entry(
        title=target.text,
        text=target.activity.title,
        url=reverse("target", args=[target.pk]),
        on=target.due or target.activity.programme.priority.work_programme.starts,
    )


def _report(report: Report) -> Entry:
    text = report.work_programme.title
    return Entry(report.title, text, reverse("report", args=[report.pk]), on=report.as_at)


def _targets_of(activity: Activity) -> Iterable[int]:
    return activity.targets.values_list("pk", flat=True)


SEARCH.add(
    "programme.programme",
    Source(
        label="Work programme",
        plural="Work programmes",
        model=WorkProgramme,
        visible=lambda user: WorkProgramme.objects.visible_to(user),
        entry=_programme,
    ),
)
SEARCH.add(
    "programme.activity",
    Source(
        label="Activity",
        plural="Activities",
        model=Activity,
        visible=lambda user: Activity.objects.visible_to(user),
        entry=_activity,
        rows=lambda rows: rows.select_related(TO_PROGRAMME).prefetch_related("sub_regions"),
    ),
)
SEARCH.add(
    "programme.target",
    Source(
        label="Target",
        plural="Targets",
        model=Target,
        visible=lambda user: Target.objects.visible_to(user).filter(removed_on__isnull=True),
        entry=_target,
        rows=lambda rows: rows.select_related(f"activity__{TO_PROGRAMME}"),
        follows={Activity: _targets_of},
    ),
)
SEARCH.add(
    "programme.report",
    Source(
        label="Report",
        plural="Reports",
        model=Report,
        visible=lambda user: Report.objects.visible_to(user),
        entry=_report,
        rows=lambda rows: rows.select_related("work_programme"),
    ),
)
