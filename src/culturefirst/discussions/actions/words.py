"""Replies are written, edited and removed."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction

from culturefirst.discussions.actions.following import follow_by_default
from culturefirst.discussions.actions.writing import name_people, refuse_ended, sound, write
from culturefirst.discussions.models import Attachment, Concern, Contribution, Mention, Thread
from culturefirst.discussions.policy import edit_words, remove_words, take_part
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.uploads import Upload

GONE = "This was removed: its words are gone."


@action("replied in a thread", allow=take_part, on="thread")
def reply(*, by: Any, thread: Thread, text: str, uploads: Sequence[Upload] = ()) -> Contribution:
    """Write in a thread; two at once are served in turn, each in a place of its own."""
    refuse_ended(thread.forum.group)
    if thread.closed_at is not None:
        raise DomainError("This thread was closed: it takes no more replies.")
    made = write(thread, by=by, text=text, uploads=uploads)
    follow_by_default(by.person_id, thread)
    return made


@action("edited what they wrote", allow=edit_words, on="contribution")
def edit_contribution(*, by: Any, contribution: Contribution, text: str) -> Contribution:
    """Put one's own words otherwise, within a day; it says that they were edited."""
    if contribution.removed_at is not None:
        raise DomainError(GONE)
    contribution.text = sound(text)
    contribution.edited_at = clock.now()
    contribution.full_clean()
    contribution.save()
    name_people(contribution)
    return contribution


@action("removed a contribution", allow=remove_words, on="contribution")
def remove_contribution(*, by: Any, contribution: Contribution, why: str) -> Contribution:
    """Take words and files away for good; their place stays, with who removed them and why.

    The thread's title goes with its opening words.
    """
    if contribution.removed_at is not None:
        raise DomainError(GONE)
    said = " ".join(why.split())
    if not said:
        raise DomainError("Say why: it stands in the place of the words.")
    contribution.text, contribution.html = "", ""
    contribution.removed_at, contribution.removed_why = clock.now(), said
    contribution.removed_by_id = by.person_id
    contribution.full_clean()
    contribution.save()
    _take_away_what_hangs_on(contribution)
    _note_in_thread(contribution)
    return contribution


def _take_away_what_hangs_on(contribution: Contribution) -> None:
    rows = Attachment._base_manager.filter(contribution=contribution)
    files = [each.file for each in rows]
    rows.delete()
    for file in files:
        transaction.on_commit(partial(file.delete, save=False))
    Mention._base_manager.filter(contribution=contribution).delete()
    waiting = Concern._base_manager.filter(contribution=contribution, settled_at__isnull=True)
    waiting.update(settled_at=clock.now(), settled_by=contribution.removed_by_id)


def _note_in_thread(contribution: Contribution) -> None:
    thread = contribution.thread
    if thread.answer_id == contribution.pk:
        thread.answer = None
    if contribution.position == 1:
        thread.title, thread.removed_at = Thread.REMOVED, contribution.removed_at
        thread.closed_at = thread.closed_at or contribution.removed_at
    thread.version += 1
    thread.save()
