"""Comparison groups that somebody kept, and the choice that each of them is."""

from typing import Any

from culturefirst.improvement.models import ComparisonGroup
from culturefirst.improvement.queries.comparison_groups import Choice

KEPT = "kept-"


def kept(user: Any) -> Any:
    """One's own groups and those of one's organisations, by name."""
    return ComparisonGroup.objects.visible_to(user).select_related("organisation")


def choice_of(group: ComparisonGroup) -> Choice:
    """The group as it is compared with."""
    bodies = group.bodies.values_list("pk", flat=True) if group.kind == "picked" else ()
    return Choice(group.kind, tuple(group.traits), tuple(bodies), name=group.name, kept=group.pk)


def key_of(group: ComparisonGroup) -> str:
    """As it stands in an address."""
    return f"{KEPT}{group.pk}"
