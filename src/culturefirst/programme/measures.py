"""What the programme's own log of milestones can be counted by."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.register import measure
from culturefirst.network.models import SubRegion
from culturefirst.programme.models import Milestone


def _standing() -> QuerySet[Any]:
    return Milestone.objects.filter(withdrawn_on__isnull=True).select_related("sub_region")


def _reaching() -> QuerySet[Any]:
    return _standing().filter(sub_region__isnull=False)


def _sub_regions() -> list[tuple[Any, str]]:
    return list(SubRegion.objects.values_list("pk", "name"))


def _show(milestone: Milestone) -> Shown:
    place = milestone.sub_region.name if milestone.sub_region else ""
    return Shown(
        label=milestone.title,
        on=milestone.on,
        url=reverse("target", args=[milestone.target_id]) if milestone.target_id else "",
        detail=" · ".join(part for part in (place, milestone.evidence) if part),
    )


DIMENSIONS = {
    "target": Dimension("target", "Target"),
    "activity": Dimension("activity", "Activity"),
    "sub_region": Dimension("sub_region", "Sub-region", _sub_regions),
}

MILESTONES = measure(
    Measure(
        key="programme.milestones",
        title="Milestones recorded",
        definition=(
            "Entries in the programme's log of things done, by the day they were done; "
            "entries withdrawn since do not count."
        ),
        unit="milestones",
        records=_standing,
        dated="on",
        show=_show,
        words=("milestones",),
        serves=("milestone",),
        dimensions=DIMENSIONS,
    )
)

SUB_REGIONS_REACHED = measure(
    Measure(
        key="programme.sub_regions_reached",
        title="Sub-regions reached",
        definition=(
            "Different sub-regions named in the programme's log of things done, "
            "out of all the network's sub-regions; entries withdrawn since do not count."
        ),
        unit="sub-regions",
        records=_reaching,
        dated="on",
        show=_show,
        words=("sub-regions", "every sub-region", "each sub-region"),
        serves=("coverage",),
        numerator=Count("sub_region", distinct=True),
        base=lambda window: SubRegion.objects.all(),
        dimensions={name: DIMENSIONS[name] for name in ("target", "activity")},
    )
)
