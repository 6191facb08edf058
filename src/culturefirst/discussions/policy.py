"""Who may do what in discussions."""

from datetime import timedelta
from typing import Any

from culturefirst.discussions.models import Concern, Contribution, Forum, Thread
from culturefirst.kit import clock
from culturefirst.kit.policy import is_member, policy, roles
from culturefirst.network.models import Role
from culturefirst.network.policy import keep_papers, read_papers

TEAM = frozenset({Role.DIRECTOR.value, Role.MANAGER.value})
A_DAY = timedelta(days=1)


def forum_of(subject: Any) -> Forum:
    """The forum that a thread, a contribution or a concern belongs to."""
    if isinstance(subject, Concern):
        subject = subject.contribution
    if isinstance(subject, Contribution):
        subject = subject.thread
    return subject.forum if isinstance(subject, Thread) else subject


@policy("anybody who holds a role in the network; in a group's forum, who may read its papers")
def take_part(user: Any, subject: Any) -> bool:
    """``subject`` is a forum or something in one: who may read it may write in it."""
    if subject is None or not is_member(user):
        return is_member(user)
    group = forum_of(subject).group
    return group is None or read_papers.allows(user, group)


@policy("the team, in the forum for all; in a group's, whoever keeps its papers")
def moderate(user: Any, subject: Any) -> bool:
    """``subject`` is a forum or something in one. A private group is moderated by its own."""
    if subject is None:
        return is_member(user)
    return _keeps(user, forum_of(subject).group)


@policy("the team, for all members; for a group, whoever keeps its papers")
def open_forums(user: Any, subject: Any) -> bool:
    """``subject`` is a group, or ``None`` for all members."""
    return _keeps(user, subject)


def _keeps(user: Any, group: Any) -> bool:
    if group is None:
        return bool(getattr(user, "is_system", False)) or bool(roles(user) & TEAM)
    return keep_papers.allows(user, group)


@policy("whoever wrote it, within a day")
def edit_words(user: Any, subject: Any) -> bool:
    """``subject`` is a contribution."""
    if subject is None:
        return is_member(user)
    mine = _is_own(user, subject) and take_part.allows(user, subject)
    return mine and clock.now() - subject.written_at < A_DAY


@policy("whoever wrote it, or who moderates the forum")
def remove_words(user: Any, subject: Any) -> bool:
    """``subject`` is a contribution."""
    if subject is None:
        return is_member(user)
    mine = _is_own(user, subject) and take_part.allows(user, subject)
    return mine or moderate.allows(user, subject)


@policy("whoever opened the thread, or who moderates the forum")
def keep_thread(user: Any, subject: Any) -> bool:
    """``subject`` is a thread."""
    if subject is None:
        return is_member(user)
    mine = subject.started_by_id is not None and subject.started_by_id == user.person_id
    return (mine and take_part.allows(user, subject)) or moderate.allows(user, subject)


@policy("the person themselves")
def own_pace(user: Any, subject: Any) -> bool:
    """Everybody says for themselves how often they are written to."""
    return is_member(user)


def _is_own(user: Any, contribution: Contribution) -> bool:
    person = getattr(user, "person_id", None)
    return person is not None and contribution.author_id == person
