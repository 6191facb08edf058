"""Who may do what with the network's bodies, people and accounts."""

from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.policy import is_system, policy, roles
from culturefirst.network.models import (
    MEMBERS_ROLES,
    Group,
    GroupMember,
    Organisation,
    Paper,
    Post,
    Role,
)

TEAM = frozenset({Role.DIRECTOR.value, Role.MANAGER.value})


@policy("a director or a manager of the network")
def manage_network(user: Any, subject: Any) -> bool:
    return is_system(user) or bool(roles(user) & TEAM)


@policy("a director of the network")
def appoint_directors(user: Any, subject: Any) -> bool:
    return is_system(user) or Role.DIRECTOR.value in roles(user)


@policy("anybody who holds a role in the network")
def see_members(user: Any, subject: Any) -> bool:
    return bool(roles(user))


@policy("a director, a manager, or the improvement manager of that sub-region")
def act_in_sub_region(user: Any, subject: Any) -> bool:
    """``subject`` is a sub-region, or ``None`` where a record names none."""
    if manage_network.allows(user):
        return True
    seconded = [p for p in getattr(user, "posts_today", []) if p.role == Role.IMPROVEMENT_MANAGER]
    if subject is None:
        return bool(seconded) and Role.IMPROVEMENT_MANAGER.value in roles(user)
    places = {post.sub_region_id for post in seconded}
    return Role.IMPROVEMENT_MANAGER.value in roles(user) and subject.pk in places


@policy("the person whose account it is")
def own_account(user: Any, subject: Any) -> bool:
    """``subject`` is an account; without one, anybody signed in has one of their own."""
    return bool(user.is_authenticated) and (subject is None or subject.pk == user.pk)


@policy("the person whose account it is, a director or a manager")
def keep_account(user: Any, subject: Any) -> bool:
    """``subject`` is an account."""
    return manage_network.allows(user) or (
        subject is not None and own_account.allows(user, subject)
    )


@policy("the person themselves, a director or a manager")
def edit_person(user: Any, subject: Any) -> bool:
    """``subject`` is a person."""
    mine = subject is not None and getattr(user, "person_id", None) == subject.pk
    return mine or manage_network.allows(user)


@policy(
    "a director, a manager, the improvement manager of its sub-region, or whoever leads that body"
)
def keep_organisation(user: Any, subject: Any) -> bool:
    """``subject`` is a body; without one, anybody who keeps one. The team's own is the team's."""
    if manage_network.allows(user):
        return True
    if subject is None:
        return bool(_led(user)) or Role.IMPROVEMENT_MANAGER.value in roles(user)
    if subject.kind == Organisation.Kind.NETWORK:
        return False
    if subject.pk in _led(user):
        return True
    return subject.sub_region is not None and act_in_sub_region.allows(user, subject.sub_region)


def _led(user: Any) -> set[int]:
    """The keys of the bodies whose people this person keeps in order."""
    held = getattr(user, "posts_today", []) if roles(user) else []
    return {post.organisation_id for post in held if post.leads}


@policy("a director, a manager, the improvement manager of the sub-region, or the body's lead")
def decide_joining(user: Any, subject: Any) -> bool:
    """``subject`` is a joining; a body that is only proposed has no lead yet."""
    if subject is None or subject.organisation is not None:
        return keep_organisation.allows(user, subject and subject.organisation)
    if subject.sub_region is None:
        return manage_network.allows(user)
    return act_in_sub_region.allows(user, subject.sub_region)


@policy("the person themselves, or whoever keeps a body in which they hold a post")
def see_private_details(user: Any, subject: Any) -> bool:
    """``subject`` is a person, whose address and telephone number are asked for."""
    if subject is None or edit_person.allows(user, subject):
        return subject is not None
    held = Post.objects.filter(person=subject).held_on(clock.today())
    return any(
        keep_organisation.allows(user, post.organisation)
        for post in held.select_related("organisation__sub_region")
    )


@policy("its convenor or secretary, a director or a manager, or the sub-region's manager")
def keep_group(user: Any, subject: Any) -> bool:
    """``subject`` is a group. A private group is never an improvement manager's by place alone."""
    if manage_network.allows(user):
        return True
    if subject is None:
        return bool(roles(user))
    if _keeps(user, subject):
        return True
    if subject.access == Group.Access.PRIVATE or subject.sub_region is None:
        return False
    return act_in_sub_region.allows(user, subject.sub_region)


@policy("whoever keeps the group; in a role's private space, whoever keeps it and sits in it")
def admit(user: Any, subject: Any) -> bool:
    """``subject`` is a group. Without a convenor, whoever sits in a space admits; the team puts
    the first one in where nobody sits and nothing was put up for others before.
    """
    if subject is None or not subject.is_space or is_system(user):
        return keep_group.allows(user, subject)
    inside = GroupMember.objects.in_on(clock.today()).filter(group=subject)
    if inside.filter(part__in=GroupMember.KEEPERS).exists():
        return _keeps(user, subject)
    if inside.exists():
        return bool(roles(user)) and bool(inside.filter(person=user.person_id).exists())
    papers = Paper._base_manager.filter(group=subject)
    return manage_network.allows(user) and not papers.exists()


def _keeps(user: Any, group: Group) -> bool:
    if not roles(user):
        return False
    sits = GroupMember.objects.in_on(clock.today()).filter(group=group, person=user.person_id)
    return bool(sits.filter(part__in=GroupMember.KEEPERS).exists())


@policy("a director, a manager or an improvement manager, in their own sub-region")
def add_groups(user: Any, subject: Any) -> bool:
    """``subject`` is the sub-region of the group to be."""
    return act_in_sub_region.allows(user, subject)


@policy("whoever keeps the group and may read its papers")
def keep_papers(user: Any, subject: Any) -> bool:
    """``subject`` is a group or a paper; without one, anybody who holds a role."""
    if subject is None:
        return bool(roles(user))
    group = subject.group if isinstance(subject, Paper) else subject
    return read_papers.allows(user, group) and keep_group.allows(user, group)


@policy("its members; the team too where the group is neither private nor for one role")
def read_papers(user: Any, subject: Any) -> bool:
    """``subject`` is a group; an open group's papers are for every member of the network."""
    if subject is None or not roles(user):
        return False
    if subject.only_role and subject.only_role not in roles(user):
        return False
    if subject.access == Group.Access.OPEN:
        return True
    sits = GroupMember.objects.in_on(clock.today()).filter(group=subject, person=user.person_id)
    team = subject.access == Group.Access.CLOSED and not subject.only_role
    return bool(sits.exists()) or (team and bool(roles(user) & TEAM))


@policy("a director, a manager or an improvement manager")
def keep_audiences(user: Any, subject: Any) -> bool:
    return manage_network.allows(user) or Role.IMPROVEMENT_MANAGER.value in roles(user)


@policy("the people of the body it belongs to, until the body releases it")
def see_unreleased(user: Any, subject: Any) -> bool:
    """``subject`` is a body whose benchmark data is asked for; nobody else's role opens it."""
    if subject is None or not roles(user):
        return False
    return any(post.organisation_id == subject.pk for post in user.posts_today)


@policy("the person themselves")
def own_preferences(user: Any, subject: Any) -> bool:
    """``subject`` is a person: nobody agrees to anything for somebody else."""
    if getattr(user, "is_system", False):
        return True
    return subject is not None and getattr(user, "person_id", None) == subject.pk


@policy("whoever keeps the body; of posts of the team, the team; of a director's, a director")
def keep_post(user: Any, subject: Any) -> bool:
    """``subject`` is a post."""
    if subject is None:
        return keep_organisation.allows(user, None)
    if subject.role == Role.DIRECTOR:
        return appoint_directors.allows(user, None)
    if subject.role not in MEMBERS_ROLES:
        return manage_network.allows(user, None)
    return keep_organisation.allows(user, subject.organisation)


@policy("whoever keeps the body that has the name")
def keep_other_name(user: Any, subject: Any) -> bool:
    """``subject`` is another name of a body."""
    return keep_organisation.allows(user, subject and subject.organisation)


@policy("a director, a manager, or whoever leads that body already")
def make_lead(user: Any, subject: Any) -> bool:
    """``subject`` is a body: an improvement manager keeps it and does not choose who leads it."""
    return manage_network.allows(user) or (subject is not None and subject.pk in _led(user))


@policy("the person themselves, or whoever keeps a body in which they hold a post")
def correct_name(user: Any, subject: Any) -> bool:
    """``subject`` is a person."""
    return see_private_details.allows(user, subject)


@policy("whoever brought the list, a director or a manager")
def keep_invitations(user: Any, subject: Any) -> bool:
    """``subject`` is a list of invitations; without one, anybody who may invite."""
    if subject is None:
        return keep_organisation.allows(user)
    mine = subject.by_id is not None and subject.by_id == getattr(user, "person_id", None)
    return manage_network.allows(user) or (mine and keep_organisation.allows(user))


@policy("the person themselves, or a director or a manager whom they asked")
def erase(user: Any, subject: Any) -> bool:
    """``subject`` is a person; a director is erased by themselves or another director only."""
    return edit_person.allows(user, subject)
