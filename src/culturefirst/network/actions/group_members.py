"""Who is in a group: joining, asking, being let in or added, and leaving."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import signed_in
from culturefirst.kit.wording import day as said
from culturefirst.network import group_letters
from culturefirst.network.actions.saving import saved
from culturefirst.network.actions.spaces import (
    may_let_in,
    propose,
    refuse_own_word,
    tell_the_others,
)
from culturefirst.network.models import Group, GroupMember, Person, Post, Role
from culturefirst.network.policy import admit, keep_group, see_members
from culturefirst.network.queries.groups import keepers, sitting

Access = Group.Access
Part = GroupMember.Part
NO_SUCH = "There is no such group."
NOBODY = (
    "Nobody sits in {} who could let others in. The first one there is somebody who does not run "
    "the network, and no papers may be there before: else end it and make another group."
)


@action("joined a group, or asked to", allow=see_members, on="group")
def join_group(*, by: Any, group: Group, why: str = "") -> GroupMember:
    """Come into an open group at once; ask a closed one, whose convenor then decides.

    A private group that somebody does not know answers like one that is not there.
    """
    if not Group.objects.visible_to(by).filter(pk=group.pk).exists():
        raise DomainError(NO_SUCH)
    if group.is_private:
        raise DomainError(f"Nobody asks to join {group}: its convenor adds people.")
    person = by.person
    refuse_ended(group)
    _refuse_without_the_role(group, person)
    if (row := _open_row(group, person)) is not None:
        raise DomainError(_there_already(row))
    if group.access == Access.OPEN:
        return saved(GroupMember(group=group, person=person, starts=clock.today()))
    asked = GroupMember(group=group, person=person, asked_on=clock.today(), why=why.strip())
    saved(asked)
    for keeper in keepers(group):
        group_letters.somebody_asks(asked, keeper)
    return asked


@action("let somebody into a group", allow=admit, on="group")
def let_into_group(*, by: Any, group: Group, person: Person) -> GroupMember:
    """Say yes to somebody who asked or was proposed."""
    asked = _asked(group, person)
    refuse_ended(group)
    refuse_own_word(by, group, person)
    _refuse_without_the_role(group, person)
    group_letters.let_in(_let_in(asked))
    tell_the_others(asked)
    return asked


@action("declined somebody's asking to join a group", allow=admit, on="group")
def decline_group_request(*, by: Any, group: Group, person: Person) -> GroupMember:
    """Say no to somebody who asked; they may ask again."""
    asked = _asked(group, person)
    asked.ends, asked.why = clock.today(), ""
    group_letters.declined(saved(asked))
    return asked


@action("added somebody to a group", allow=keep_group, on="group")
def add_to_group(*, by: Any, group: Group, person: Person, part: str = Part.MEMBER) -> GroupMember:
    """Put somebody into a group, who is told by letter; who had asked is let in.

    Nobody puts themselves into a private group: somebody else must want them there. Into a role's
    private space nobody comes but by those who sit there: from outside it is a proposal.
    """
    refuse_ended(group)
    if group.is_private and person.pk == getattr(by, "person_id", None):
        raise DomainError(f"Somebody else must add you to {group}: ask its convenor.")
    if person.erased_on is not None or person.merged_into_id is not None:
        raise DomainError("This record stands for nobody any more: choose another person.")
    _refuse_without_the_role(group, person)
    row = _open_row(group, person)
    if row is not None and row.starts is not None:
        raise DomainError(_there_already(row))
    if row is not None and not may_let_in(by, group, person):
        raise DomainError(_there_already(row))
    row = row or GroupMember(group=group, person=person)
    row.part = part
    if not may_let_in(by, group, person):
        if not sitting(group).exists():
            raise DomainError(NOBODY.format(group))
        return propose(row)
    group_letters.added(_let_in(row))
    tell_the_others(row)
    return row


@action("changed somebody's part in a group", allow=keep_group, on="group")
def change_part(*, by: Any, group: Group, person: Person, part: str) -> GroupMember:
    """Make a member the convenor or secretary, or a member again."""
    row = _open_row(group, person)
    if row is None or row.starts is None:
        raise DomainError(f"{person} is not in {group}: add them first.")
    if row.part == part:
        raise DomainError(f"{person} is {row.get_part_display().lower()} of {group} already.")
    row.part = part
    return saved(row)


@action("left a group, or was taken out of it", allow=signed_in, on="group")
def leave_group(*, by: Any, group: Group, person: Person) -> GroupMember:
    """End somebody's membership today, or take back their asking: one's own, or as its convenor."""
    if person.pk != getattr(by, "person_id", None):
        keep_group.require(by, group)
    row = _open_row(group, person)
    if row is None:
        # Whoever may not know of the group learns nothing from having left it.
        known = Group.objects.visible_to(by).filter(pk=group.pk).exists()
        raise DomainError(f"{person} is not in {group}." if known else NO_SUCH)
    row.ends, row.why = clock.today(), ""
    return saved(row)


def refuse_ended(group: Group) -> None:
    """Raise where a group has ended."""
    if not group.stands_on(clock.today()):
        raise DomainError(f"{group} has ended. Its convenor or the team can take it up again.")


def _open_row(group: Group, person: Person) -> GroupMember | None:
    """Somebody's membership that has not ended, or their asking that nobody has answered."""
    found: GroupMember | None = group.members.filter(person=person, ends__isnull=True).first()
    return found


def _asked(group: Group, person: Person) -> GroupMember:
    row = _open_row(group, person)
    if row is None or row.starts is not None:
        raise DomainError(f"{person} does not wait to join {group} (any more).")
    return row


def _let_in(row: GroupMember) -> GroupMember:
    row.starts, row.why = clock.today(), ""
    return saved(row)


def _there_already(row: GroupMember) -> str:
    if row.starts is None:
        return f"{row.person} asked to join {row.group} on {said(row.asked_on)} and waits."
    return f"{row.person} is in {row.group} already, since {said(row.starts)}."


def _refuse_without_the_role(group: Group, person: Person) -> None:
    """Raise where a group is for one role and somebody holds no post of that role today."""
    if not group.only_role:
        return
    held = Post.objects.held_on(clock.today()).filter(person=person, role=group.only_role)
    if not held.exists():
        role = Role(group.only_role).label.lower()
        raise DomainError(
            f"{group} is only for people who are {role}s, and {person} holds no such post today."
        )
