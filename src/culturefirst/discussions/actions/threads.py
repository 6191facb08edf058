"""Forums are opened; threads are opened, named, answered, pinned, closed and moved."""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.discussions.actions.following import follow_by_default
from culturefirst.discussions.actions.writing import refuse_ended, write
from culturefirst.discussions.models import Contribution, Forum, Thread
from culturefirst.discussions.policy import keep_thread, moderate, open_forums, take_part
from culturefirst.discussions.rules import why_not_answered, why_not_moved
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.uploads import Upload
from culturefirst.network.models import Group
from culturefirst.surveys.models import Poll

SET_BY_KEEPERS = frozenset({"title", "topic", "asks", "serves"})
OTHER_POLL = "That poll is put to other people than those who read this thread."


@action("opened a forum", allow=take_part)
def open_forum(*, by: Any, group: Group | None = None) -> Forum:
    """Let people discuss: all members, or those of a group."""
    open_forums.require(by, group)
    refuse_ended(group)
    if Forum._base_manager.filter(group=group).exists():
        raise DomainError("This forum is open already.")
    forum: Forum = Forum._base_manager.create(group=group, opened_on=clock.today())
    return forum


@action("opened a thread", allow=take_part, on="forum")
def start_thread(
    *,
    by: Any,
    forum: Forum,
    title: str,
    text: str,
    topic: Any = None,
    asks: bool = False,
    poll: Poll | None = None,
    serves: Any = None,
    uploads: Sequence[Upload] = (),
) -> Thread:
    """Ask or tell something; whoever does follows what is said to it."""
    refuse_ended(forum.group)
    _refuse_other_poll(forum, poll)
    now = clock.now()
    thread = Thread(
        forum=forum,
        title=" ".join(title.split()),
        topic=topic,
        asks=asks,
        poll=poll,
        serves=serves,
        started_by_id=by.person_id,
        started_at=now,
        started_on=clock.today(),
        last_at=now,
    )
    thread.full_clean()
    thread.save()
    write(thread, by=by, text=text, uploads=uploads)
    follow_by_default(by.person_id, thread)
    return thread


@action("changed what a thread is called", allow=keep_thread, on="thread")
def edit_thread(
    *, by: Any, thread: Thread, changes: Mapping[str, Any], seen: int | None = None
) -> Thread:
    """Set title, topic, activity, and whether it is a question."""
    _refuse_removed(thread)
    given = {name: value for name, value in changes.items() if name in SET_BY_KEEPERS}
    if "title" in given:
        given["title"] = " ".join(given["title"].split())
    if not given.get("asks", thread.asks):
        given["answer"] = None
    return save_changes(thread, given, seen=seen)


@action("marked the answer of a thread", allow=keep_thread, on="thread")
def mark_answer(*, by: Any, thread: Thread, contribution: Contribution | None) -> Thread:
    """Say which reply answers what was asked; ``None`` takes that back."""
    if contribution is not None and (why := why_not_answered(thread, contribution)):
        raise DomainError(why)
    return save_changes(thread, {"answer": contribution})


@action("pinned a thread, or took the pin away", allow=moderate, on="thread")
def pin_thread(*, by: Any, thread: Thread, pinned: bool) -> Thread:
    """Let a thread stand above the others of its forum."""
    return save_changes(thread, {"pinned_at": clock.now() if pinned else None})


@action("closed a thread", allow=keep_thread, on="thread")
def close_thread(*, by: Any, thread: Thread) -> Thread:
    """Take no more replies."""
    if thread.closed_at is not None:
        raise DomainError("This thread is closed already.")
    return save_changes(thread, {"closed_at": clock.now()})


@action("reopened a thread", allow=keep_thread, on="thread")
def reopen_thread(*, by: Any, thread: Thread) -> Thread:
    """Take replies again."""
    _refuse_removed(thread)
    if thread.closed_at is None:
        raise DomainError("This thread is open.")
    return save_changes(thread, {"closed_at": None})


@action("moved a thread to another forum", allow=moderate, on="thread")
def move_thread(*, by: Any, thread: Thread, forum: Forum) -> Thread:
    """Move a thread to where the very same people read it."""
    take_part.require(by, forum)
    if why := why_not_moved(thread, forum):
        raise DomainError(why)
    refuse_ended(forum.group)
    return save_changes(thread, {"forum": forum})


def _refuse_other_poll(forum: Forum, poll: Poll | None) -> None:
    if poll is None:
        return
    if poll.audience_id is not None or poll.group_id not in (None, forum.group_id):
        raise DomainError(OTHER_POLL)


def _refuse_removed(thread: Thread) -> None:
    if thread.removed_at is not None:
        raise DomainError("This thread was removed.")
