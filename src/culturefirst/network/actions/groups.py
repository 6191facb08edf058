"""Groups: made, changed, ended, and the bodies that take part in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import slugify

from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.group_members import add_to_group, refuse_ended
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.spaces import shut_the_team_out
from culturefirst.network.models import (
    Group,
    GroupBody,
    GroupMember,
    Organisation,
    Paper,
    Person,
    SubRegion,
)
from culturefirst.network.policy import act_in_sub_region, add_groups, keep_group, manage_network

# What a convenor may set, and what decides who may come in and what they may see.
OWN = frozenset({"name", "short_name", "terms", "meets", "starts"})
RESERVED = frozenset({"kind", "access", "only_role", "sub_region"})
Access = Group.Access


@action("made a group", allow=add_groups)
def add_group(
    *,
    by: Any,
    name: str,
    kind: str,
    access: str = Access.OPEN,
    only_role: str = "",
    sub_region: SubRegion | None = None,
    short_name: str = "",
    terms: str = "",
    meets: str = "",
    starts: date | None = None,
    convenor: Person | None = None,
) -> Group:
    """Make a group, with its convenor where there is one already.

    Improvement managers make open and closed groups of their own sub-region.
    """
    if sub_region is None or access == Access.PRIVATE:
        manage_network.require(by)
    act_in_sub_region.require(by, sub_region)
    private = access == Access.PRIVATE
    group = Group(
        name=name.strip(),
        slug=Group.hidden_slug() if private else _slug(name),
        kind=kind,
        access=access,
        only_role=only_role,
        sub_region=sub_region,
        short_name=short_name.strip(),
        terms=terms.strip(),
        meets=meets.strip(),
        starts=starts,
    )
    saved(group)
    if convenor is not None:
        add_to_group(by=by, group=group, person=convenor, part=GroupMember.Part.CONVENOR)
    return group


def _slug(name: str) -> str:
    """An address part for this name that no other group has."""
    start = slugify(name)[:190] or "group"
    taken = set(Group.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    free = (start if n == 1 else f"{start}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in free if slug not in taken)


@action("changed a group", allow=keep_group, on="group")
def edit_group(
    *, by: Any, group: Group, changes: Mapping[str, Any], seen: int | None = None
) -> Group:
    """Set what a group is called and what it is for; who may come in is the team's to set.

    Raises ``Conflict`` where somebody else has changed it since it was shown as version ``seen``.
    """
    if unknown := changes.keys() - OWN - RESERVED:
        raise DomainError(f"{', '.join(sorted(unknown))} cannot be changed on a group.")
    wanted = {k: v.strip() if isinstance(v, str) else v for k, v in changes.items()}
    reserved = {k for k in wanted.keys() & RESERVED if getattr(group, k) != wanted[k]}
    if reserved:
        manage_network.require(by)
        _refuse_to_open_papers(group, wanted)
    was_space = group.is_space
    save_changes(group, wanted, seen=seen)
    if group.is_space and not was_space:
        shut_the_team_out(group)
    return group


def _refuse_to_open_papers(group: Group, wanted: Mapping[str, Any]) -> None:
    """Papers that were put up for few are not shown to more by a change of the group's settings."""
    access, role = wanted.get("access", group.access), wanted.get("only_role", group.only_role)
    wider = group.is_private and access != Access.PRIVATE
    looser = bool(group.only_role) and role != group.only_role
    if (wider or looser) and Paper._base_manager.filter(group=group).exists():
        raise DomainError(
            f"{group} has papers that were put up for its members alone, so it cannot be opened "
            "to others. Make another group, and put up there what more people may read."
        )


@action("ended a group", allow=keep_group, on="group")
def end_group(*, by: Any, group: Group, on: date | None = None) -> Group:
    """End a group; ``on`` (today) is the first day on which it is no more. It stays to be read."""
    day = on or clock.today()
    if group.ends is not None:
        raise DomainError(f"{group} has ended already.")
    if group.starts is not None and day < group.starts:
        raise DomainError(f"{group} has not begun by then: give a later day.")
    return save_changes(group, {"ends": day})


@action("took up a group again", allow=keep_group, on="group")
def reopen_group(*, by: Any, group: Group) -> Group:
    """Take an ending back: its members are those it had."""
    if group.ends is None:
        raise DomainError(f"{group} has not ended.")
    return save_changes(group, {"ends": None})


@action("let a body take part in a group", allow=keep_group, on="group")
def add_body(
    *, by: Any, group: Group, organisation: Organisation, on: date | None = None
) -> GroupBody:
    """Let a body take part from a day (today); its people follow from their posts."""
    refuse_ended(group)
    day = on or clock.today()
    before = group.bodies.filter(organisation=organisation)
    if before.filter(ends__isnull=True).exists():
        raise DomainError(f"{organisation} takes part in {group} already.")
    if before.filter(ends__gt=day).exists():
        raise DomainError(f"{organisation} took part until later than that: give a later day.")
    return saved(GroupBody(group=group, organisation=organisation, starts=day))


@action("ended a body's part in a group", allow=keep_group, on="group")
def end_body(
    *, by: Any, group: Group, organisation: Organisation, on: date | None = None
) -> GroupBody:
    """``on`` (today) is the first day on which the body no longer takes part."""
    open_ones = group.bodies.filter(organisation=organisation, ends__isnull=True)
    taking: GroupBody | None = open_ones.first()
    if taking is None:
        raise DomainError(f"{organisation} does not take part in {group}.")
    day = on or clock.today()
    if day < taking.starts:
        raise DomainError(f"{organisation} takes part only later: give a later day.")
    taking.ends = day
    return saved(taking)
