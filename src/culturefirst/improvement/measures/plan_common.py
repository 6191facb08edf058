"""What the measures of plans and of their actions share: whose they are, and what narrows them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from culturefirst.improvement.models import PlanAction, Strand
from culturefirst.measures.core import Dimension, Window
from culturefirst.network.measures.common import place_of_body

BODY = "organisation"
OF_FEW = " Narrowed so far that it comes from fewer than three organisations, it is told to nobody."


def strands() -> list[tuple[Any, str]]:
    return list(Strand.objects.values_list("pk", "name"))


def _has_action_under(strand: Any, window: Window) -> Q:
    """Plans with an action under the strand, each plan once."""
    rows = PlanAction._base_manager.filter(plan=OuterRef("pk"), strand=strand)
    return Q(Exists(rows))


def of_plan() -> dict[str, Dimension]:
    return {
        "sub_region": place_of_body(f"{BODY}__sub_region", BODY),
        "activity": Dimension("serves", "Activity"),
        "strand": Dimension("actions__strand", "Strand", strands, within=_has_action_under),
    }


def of_action(path: str = "") -> dict[str, Dimension]:
    body = f"{path}plan__{BODY}"
    return {
        "sub_region": place_of_body(f"{body}__sub_region", body),
        "activity": Dimension(f"{path}plan__serves", "Activity"),
        "strand": Dimension(f"{path}strand", "Strand", strands),
    }
