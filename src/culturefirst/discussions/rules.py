"""Pure decisions: who reads the same as whom, and what may still be done."""

from culturefirst.discussions.models import Contribution, Forum, Thread
from culturefirst.network.models import Group


def readers_key(forum: Forum) -> tuple[str, object]:
    """Alike for two forums that the very same people may read."""
    group = forum.group
    if group is None:
        return ("members", "")
    if group.access == Group.Access.OPEN:
        return ("members", group.only_role)
    return ("group", group.pk)


def why_not_moved(thread: Thread, forum: Forum) -> str:
    """Why a thread cannot be moved there, in a sentence; empty where it can."""
    if thread.forum_id == forum.pk:
        return "It is in this forum already."
    if readers_key(thread.forum) != readers_key(forum):
        return "Other people read that forum: what was said here was not said to them."
    return ""


def why_not_answered(thread: Thread, contribution: Contribution) -> str:
    """Why this cannot be the answer, in a sentence; empty where it can."""
    if contribution.thread_id != thread.pk or contribution.position == 1:
        return "The answer is one of the replies in this thread."
    if contribution.removed_at is not None:
        return "This reply was removed."
    if not thread.asks:
        return "This thread asks nothing. Say first that it is a question."
    return ""


def is_discreet(forum: Forum) -> bool:
    """Whether not even the team reads it, so that nothing outside may hold a word of it."""
    group = forum.group
    if group is None or group.access == Group.Access.OPEN:
        return False
    return bool(group.access == Group.Access.PRIVATE or group.only_role)


def who_reads(forum: Forum) -> str:
    """Who may read the forum, in a sentence."""
    group = forum.group
    if is_discreet(forum):
        return "Only the members of the group can read and write here, not even the network's team."
    if group is not None and group.access == Group.Access.CLOSED:
        return "The members of the group can read and write here, and the network's team."
    if group is not None and group.only_role:
        return (
            f"Everybody who is a {group.get_only_role_display().lower()} can read and write here."
        )
    return "Every member of the network can read and write here."
