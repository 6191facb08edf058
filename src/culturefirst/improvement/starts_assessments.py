"""What can be begun from a self-assessment, for whoever may read it."""

from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import Assessment
from culturefirst.kit.starts import STARTS, Start


def assessment(user: Any, pk: int) -> Start | None:
    """An assessment: what grows out of it is of its body and serves what it serves."""
    rows = Assessment.objects.visible_to(user).select_related("organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        return None
    return Start(
        record=found,
        what="Self-assessment",
        title=found.title,
        url=reverse("assessment", args=[found.pk]),
        organisation=found.organisation_id,
        sub_region=found.organisation.sub_region_id,
        serves=found.serves_id,
        services=tuple(found.services),
    )


STARTS.add("improvement.assessment", assessment)
