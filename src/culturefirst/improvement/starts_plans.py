"""What can be begun from a plan's action and from a strand."""

from typing import Any

from django.urls import reverse

from culturefirst.improvement.models import PlanAction, Strand
from culturefirst.kit.starts import STARTS, Start


def action(user: Any, pk: int) -> Start | None:
    """An action: what grows out of it is of its body and serves what its plan serves."""
    rows = PlanAction.objects.visible_to(user).select_related("plan__organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        return None
    return Start(
        record=found,
        what="Action of an improvement plan",
        title=found.title,
        url=reverse("plan_action", args=[found.pk]),
        organisation=found.plan.organisation_id,
        sub_region=found.plan.organisation.sub_region_id,
        serves=found.plan.serves_id,
    )


def strand(user: Any, pk: int) -> Start | None:
    """A strand: what grows out of it serves what it serves."""
    found = Strand.objects.visible_to(user).filter(pk=pk).first()
    if found is None:
        return None
    return Start(
        record=found,
        what="Strand",
        title=found.name,
        url=reverse("plan_strand", args=[found.slug]),
        serves=found.serves_id,
    )


STARTS.add("improvement.planaction", action)
STARTS.add("improvement.strand", strand)
