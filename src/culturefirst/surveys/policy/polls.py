"""Who may do what with polls."""

from collections.abc import Iterable
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.policy import is_system, policy, roles
from culturefirst.network.models import Role
from culturefirst.network.policy import keep_group
from culturefirst.network.queries.circles import groups_of, in_audience

KEEPERS = frozenset({Role.DIRECTOR.value, Role.MANAGER.value, Role.IMPROVEMENT_MANAGER.value})


@policy("a director, a manager, an improvement manager, or the convenor of a group, for the group")
def make_polls(user: Any, subject: Any) -> bool:
    """``subject`` is the group that is asked, or ``None`` for everybody."""
    if subject is None:
        return is_system(user) or bool(roles(user) & KEEPERS)
    return is_system(user) or (in_group(user, subject) and keep_group.allows(user, subject))


@policy("whoever made it, or a director, a manager or an improvement manager")
def keep_poll(user: Any, subject: Any) -> bool:
    """``subject`` is a poll; one of a group is kept by whoever made it and keeps the group."""
    if subject is None:
        return bool(roles(user))
    if subject.group is not None:
        return make_polls.allows(user, subject.group)
    return make_polls.allows(user, None)


@policy("whoever it is put to, while it is open")
def answer_poll(user: Any, subject: Any) -> bool:
    """``subject`` is a poll."""
    if not roles(user) or getattr(user, "person_id", None) is None:
        return False
    if subject is None:
        return True
    return subject.is_open(clock.today()) and subject.pk in put_to(user, [subject])


def put_to(user: Any, polls: Iterable[Any]) -> set[int]:
    """The keys of those of these polls that this person is asked, open or not."""
    if not roles(user) or getattr(user, "person_id", None) is None:
        return set()
    listed = list(polls)
    groups = groups_of(user) if any(poll.group_id for poll in listed) else set()
    reached = {p.audience_id: p for p in listed if p.audience_id}
    audiences = {
        pk for pk, poll in reached.items() if in_audience(user, poll.audience, poll.made_by)
    }
    return {
        poll.pk
        for poll in listed
        if (poll.group_id is None or poll.group_id in groups)
        and (poll.audience_id is None or poll.audience_id in audiences)
    }


def in_group(user: Any, group: Any) -> bool:
    """Whether this person is in the group today."""
    return bool(roles(user)) and group.pk in groups_of(user)
