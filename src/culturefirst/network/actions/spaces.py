"""Private spaces of one role (councillors'): who comes in is for those who sit there to say.

Whoever runs the network can appoint, merge and put right; none of that alone opens such a space.
"""

from collections.abc import Iterable
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.network import group_letters
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Group, GroupMember, Person, Post, Role
from culturefirst.network.policy import admit
from culturefirst.network.queries.groups import keepers, sitting

RUNS_IT = (Role.DIRECTOR, Role.MANAGER, Role.IMPROVEMENT_MANAGER)


def may_let_in(by: Any, group: Group, person: Person) -> bool:
    """Whether this person's word is enough; else it is a proposal, and those inside decide."""
    if not group.is_space or getattr(by, "is_system", False):
        return True
    if not admit.allows(by, group):
        return False
    # Nobody sits there yet: the team puts the first one in, and none of its own.
    return sitting(group).exists() or not of_the_team(person)


def refuse_own_word(by: Any, group: Group, person: Person) -> None:
    """Raise where somebody would let themselves into a private group, or may not let others in."""
    if group.is_private and person.pk == getattr(by, "person_id", None):
        raise DomainError(f"Somebody else must let you into {group}: ask its convenor.")
    if not may_let_in(by, group, person):
        raise DomainError(
            f"Who comes into {group} is for those to say who sit in it: its convenor is asked."
        )


def propose(row: GroupMember) -> GroupMember:
    """Let somebody wait until one of those inside has said yes; they are told by letter."""
    row.starts, row.asked_on = None, clock.today()
    saved(row)
    for keeper in keepers(row.group):
        group_letters.somebody_is_proposed(row, keeper)
    return row


def tell_the_others(row: GroupMember) -> None:
    """Whoever sits in a private group learns by letter that somebody came in."""
    if not row.group.is_private:
        return
    others = sitting(row.group).exclude(person=row.person).select_related("person__account")
    for other in others:
        group_letters.somebody_came_in(row, other.person)


def wait_again(rows: Iterable[GroupMember]) -> list[list[int]]:
    """End memberships of spaces today and let their people wait; keys of what ended and waits."""
    done = []
    for row in rows:
        row.ends = clock.today()
        saved(row)
        waits = propose(GroupMember(group=row.group, person=row.person, part=row.part))
        done.append([row.pk, waits.pk])
    return done


def let_go_on(done: Iterable[list[int]], going: Iterable[int]) -> None:
    """Take that waiting back; who was let in meanwhile stays, and only ``going`` go on beside."""
    back = set(going)
    for ended, waits in done:
        asks = GroupMember.objects.filter(pk=waits, starts__isnull=True, ends__isnull=True)
        if asks.delete()[0] or ended in back:
            GroupMember.objects.filter(pk=ended).update(ends=None)


def open_rows(person: Person) -> list[GroupMember]:
    """Somebody's memberships of spaces that have no end, whether or not they hold the role."""
    rows = GroupMember.objects.filter(person=person, starts__isnull=False, ends__isnull=True)
    private = rows.filter(group__access=Group.Access.PRIVATE).exclude(group__only_role="")
    return list(private.select_related("group", "person").order_by("pk"))


def keep_shut(by: Any, post: Post) -> None:
    """A post of the role that the team or its holder gave does not open a space again.

    Call it before the post is saved. Whoever sits there today stays; whoever had lost the role,
    and runs the network by now or gives the post to themselves, waits for those inside.
    """
    if post.person is None:
        return
    if post.person_id != getattr(by, "person_id", None) and not of_the_team(post.person):
        return
    mine = [row for row in open_rows(post.person) if row.group.only_role == post.role]
    wait_again(row for row in mine if not sits(row))


def shut_the_team_out(group: Group) -> None:
    """Whoever runs the network and is in a group that becomes a space waits for those inside."""
    rows = sitting(group).select_related("person", "group")
    wait_again([row for row in rows if of_the_team(row.person)])


def sits(row: GroupMember) -> bool:
    """Whether the membership holds today, with the role."""
    return bool(sitting(row.group).filter(pk=row.pk).exists())


def of_the_team(person: Person) -> bool:
    """Whether somebody runs the network today."""
    held = Post.objects.held_on(clock.today()).filter(person=person, role__in=RUNS_IT)
    return bool(held.exists())
