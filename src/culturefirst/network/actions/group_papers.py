"""The papers of a group: put up, named, withdrawn and put back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.uploads import Upload
from culturefirst.network.actions.group_members import refuse_ended
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Group, Paper
from culturefirst.network.policy import keep_papers

OWN = frozenset({"title", "on"})


@action("put up a paper", allow=keep_papers, on="group")
def add_paper(
    *, by: Any, group: Group, title: str, upload: Upload, on: date | None = None
) -> Paper:
    """Put up a file that ``kit.uploads.checked`` let through; ``on`` is the day it is for."""
    refuse_ended(group)
    paper = Paper(
        group=group,
        title=title.strip(),
        on=on,
        name=upload.name,
        media_type=upload.media_type,
        size=len(upload.content),
        digest=upload.digest,
        added_by=getattr(by, "person", None),
        added_at=clock.now(),
    )
    paper.full_clean(exclude=["file"])
    paper.file.save(upload.stored_name, ContentFile(upload.content), save=False)
    return saved(paper)


@action("changed what a paper is called", allow=keep_papers, on="paper")
def edit_paper(*, by: Any, paper: Paper, changes: Mapping[str, Any]) -> Paper:
    """Set the title and the day of a paper; another file is another paper."""
    _refuse_withdrawn(paper)
    for name in changes.keys() & OWN:
        value = changes[name]
        setattr(paper, name, value.strip() if isinstance(value, str) else value)
    return saved(paper)


@action("withdrew a paper", allow=keep_papers, on="paper")
def withdraw_paper(*, by: Any, paper: Paper) -> Paper:
    """Take a paper away; it can be put back until it is cleared away for good."""
    _refuse_withdrawn(paper)
    paper.withdrawn_at = clock.now()
    return saved(paper)


@action("put a paper back", allow=keep_papers, on="paper")
def restore_paper(*, by: Any, paper: Paper) -> Paper:
    """Let a withdrawn paper be read again."""
    if paper.withdrawn_at is None:
        raise DomainError("This paper is not withdrawn.")
    paper.withdrawn_at = None
    return saved(paper)


def _refuse_withdrawn(paper: Paper) -> None:
    if paper.withdrawn_at is not None:
        raise DomainError("This paper was withdrawn: put it back first.")
