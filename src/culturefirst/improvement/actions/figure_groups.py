"""With whom somebody compares is kept under a name, and dropped."""

from collections.abc import Sequence
from typing import Any

from culturefirst.improvement.models import ComparisonGroup, bodies_of
from culturefirst.improvement.policy import keep_groups
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Organisation

Kind = ComparisonGroup.Kind
FEWEST, MOST = 4, 40  # others that are picked; groups of one person or organisation


@action("kept a comparison group", allow=keep_groups)
def keep_group(
    *,
    by: Any,
    name: str,
    kind: str,
    traits: Sequence[str] = (),
    bodies: Sequence[Organisation] = (),
    organisation: Organisation | None = None,
) -> ComparisonGroup:
    """Keep it for oneself, or for all at an organisation; the same name once more replaces it."""
    if not name.strip():
        raise DomainError("Give the group a name by which you find it again.")
    if kind not in Kind.values:
        raise DomainError("Choose organisations, or traits by which the nearest are found.")
    if kind == Kind.PICKED and len(bodies) < FEWEST:
        raise DomainError(f"Choose {FEWEST} organisations or more: of fewer there is no median.")
    whose = _whose(by, organisation)
    rows = ComparisonGroup._base_manager.filter(**whose)
    there = rows.filter(name=name.strip()).first()
    if there is None and rows.count() >= MOST:
        raise DomainError(f"There are {MOST} groups already. Drop one that nobody needs.")
    group = there or ComparisonGroup(name=name.strip(), **whose)
    group.kind, group.kept_on = kind, clock.today()
    group.traits = list(traits) if kind == Kind.NEAREST else []
    saved(group)
    group.bodies.set(bodies if kind == Kind.PICKED else ())
    return group


@action("dropped a comparison group", allow=keep_groups, on="group")
def drop_group(*, by: Any, group: ComparisonGroup) -> None:
    """Take it away; nothing that was compared changes."""
    group.delete()


def _whose(by: Any, organisation: Organisation | None) -> dict[str, Any]:
    if organisation is None:
        if getattr(by, "person_id", None) is None:
            raise DomainError("Say for which organisation it is kept.")
        return {"person": by.person}
    if not getattr(by, "is_system", False) and organisation.pk not in bodies_of(by):
        raise NotAllowed("A group is kept for an organisation by those who hold a post there.")
    return {"organisation": organisation}
