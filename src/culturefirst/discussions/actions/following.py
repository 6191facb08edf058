"""Following forums and threads, and how far one has read."""

from typing import Any

from culturefirst.discussions.models import Following, Forum, Pace, Seen, Thread
from culturefirst.discussions.policy import take_part
from culturefirst.kit import clock
from culturefirst.kit.act import action


@action("followed a thread, or followed it no more", allow=take_part, on="thread")
def follow_thread(*, by: Any, thread: Thread, follows: bool) -> Thread:
    """Be told of what is written in a thread, or not."""
    _follow(by.person_id, follows, thread=thread)
    return thread


@action("followed a forum, or followed it no more", allow=take_part, on="forum")
def follow_forum(*, by: Any, forum: Forum, follows: bool) -> Forum:
    """Be told of what is written in a forum, or not."""
    _follow(by.person_id, follows, forum=forum)
    return forum


def follow_by_default(person: int, thread: Thread) -> None:
    """Whoever writes follows, unless they said before that they do not."""
    Following._base_manager.get_or_create(
        person_id=person, thread=thread, defaults={"since": clock.now()}
    )
    pace_of(person)
    keep_read(person, thread, thread.length)


def keep_read(person: int, thread: Thread, upto: int) -> None:
    """Keep that somebody has read so far; never less than before."""
    rows = Seen._base_manager.filter(person=person, thread=thread)
    seen = rows.first()
    if seen is None:
        new = [Seen(person_id=person, thread=thread, upto=upto)]
        Seen._base_manager.bulk_create(new, ignore_conflicts=True)
    elif seen.upto < upto:
        rows.filter(upto__lt=upto).update(upto=upto)


def pace_of(person: int) -> Pace:
    """How often somebody is written to: once a day, until they say otherwise."""
    return Pace.objects.get_or_create(person_id=person, defaults={"since": clock.now()})[0]


def _follow(person: int, follows: bool, **what: Any) -> None:
    Following._base_manager.update_or_create(
        person_id=person, **what, defaults={"is_on": follows, "since": clock.now()}
    )
    pace_of(person)
