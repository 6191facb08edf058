"""Keeping what somebody writes: its words, files and mentions, in the thread's next place."""

from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile

from culturefirst.discussions.letters import tell_mentioned
from culturefirst.discussions.models import Attachment, Contribution, Mention, Thread
from culturefirst.discussions.queries.readers import named_in
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.uploads import Upload
from culturefirst.network.models import Group

MOST_FILES, MOST_NAMED = 3, 20


def write(thread: Thread, *, by: Any, text: str, uploads: Sequence[Upload]) -> Contribution:
    """Put somebody's words at the end of a thread whose row is locked."""
    made = Contribution(
        thread=thread,
        position=thread.length + 1,
        author_id=by.person_id,
        text=sound(text),
        written_at=clock.now(),
        written_on=clock.today(),
    )
    made.full_clean()
    made.save()
    _attach(made, uploads)
    name_people(made)
    thread.length, thread.last_at = made.position, made.written_at
    thread.save(update_fields=["length", "last_at"])
    return made


def sound(text: str) -> str:
    """The words without signs that no database keeps; nothing at all is refused."""
    words = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not words:
        raise DomainError("Write something first.")
    return words


def name_people(contribution: Contribution) -> None:
    """Keep whom the text names of those who may read it, and tell those who are new in it."""
    named = named_in(contribution.text, contribution.thread.forum)
    named.pop(contribution.author_id, None)
    if len(named) > MOST_NAMED:
        raise DomainError(f"Name at most {MOST_NAMED} people. The others find it in their digest.")
    rows = Mention._base_manager.filter(contribution=contribution)
    rows.exclude(person__in=named).delete()
    known = set(rows.values_list("person", flat=True))
    new = [person for key, person in named.items() if key not in known]
    Mention._base_manager.bulk_create(
        Mention(contribution=contribution, person=person) for person in new
    )
    tell_mentioned(contribution, new)


def refuse_ended(group: Group | None) -> None:
    """Raise where the forum is one of a group that has ended."""
    if group is not None and not group.stands_on(clock.today()):
        raise DomainError(f"{group} has ended: its forum can be read, and takes nothing new.")


def _attach(contribution: Contribution, uploads: Sequence[Upload]) -> None:
    if len(uploads) > MOST_FILES:
        raise DomainError(f"Attach at most {MOST_FILES} files.")
    for upload in uploads:
        row = Attachment(
            contribution=contribution,
            name=upload.name,
            media_type=upload.media_type,
            size=len(upload.content),
            digest=upload.digest,
        )
        row.full_clean(exclude=["file"])
        row.file.save(upload.stored_name, ContentFile(upload.content), save=False)
        row.save()
