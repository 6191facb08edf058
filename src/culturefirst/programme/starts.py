"""What can be begun from a record of the work programme: from an activity."""

from typing import Any

from django.urls import reverse

from culturefirst.kit.starts import STARTS, Start
from culturefirst.programme.models import Activity

TO_PROGRAMME = "programme__priority"


def activity(user: Any, pk: int) -> Start | None:
    """An activity: what grows out of it serves it."""
    rows = Activity.objects.visible_to(user).select_related(TO_PROGRAMME)
    found = rows.prefetch_related("sub_regions").filter(pk=pk).first()
    if found is None:
        return None
    places = [place.pk for place in found.sub_regions.all()]
    programme = reverse("programme", args=[found.programme.priority.work_programme_id])
    return Start(
        record=found,
        what="Activity of the work programme",
        title=found.title,
        url=f"{programme}#activity-{found.pk}",
        sub_region=places[0] if len(places) == 1 else None,
        serves=found.pk,
    )


STARTS.add("programme.activity", activity)
