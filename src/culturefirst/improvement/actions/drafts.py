"""A framework is written as a draft, by form or as text, and then loaded as its next version."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from culturefirst.improvement import frameworks as files
from culturefirst.improvement.actions.frameworks import load_framework
from culturefirst.improvement.models import FrameworkDraft, FrameworkVersion
from culturefirst.improvement.policy import keep_frameworks
from culturefirst.improvement.queries.frameworks import read_back, understood
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.plain_yaml.nodes import LARGEST

CHANGED = "Somebody changed it since you looked. Look at it once more, then load it."
Edit = Callable[[files.Framework], files.Framework]


@action("began to write a framework", allow=keep_frameworks)
def draft_framework(
    *, by: Any, framework: files.Framework | None = None, base: FrameworkVersion | None = None
) -> FrameworkDraft:
    """From a version that is here, or from a framework that a form made."""
    if base is not None:
        framework = read_back(base)
    if framework is None:
        raise TypeError("A draft begins from a version or from a framework.")
    text = files.written(framework)
    understood(text)
    draft = FrameworkDraft(
        title=framework.title,
        text=text,
        base=base,
        started_by_id=getattr(by, "person_id", None),
        started_on=clock.today(),
    )
    draft.full_clean()
    draft.save()
    return draft


@action("changed a framework that is being written", allow=keep_frameworks, on="draft")
def change_draft(
    *,
    by: Any,
    draft: FrameworkDraft,
    edit: Edit,
    seen: int | None = None,
    mark: Callable[[files.Framework], int] | None = None,
) -> FrameworkDraft:
    """Change one part; the whole text is written anew and must still hold together.

    ``seen`` is what ``mark`` gave of the part that was shown: where somebody changed that part
    since, nothing is changed; what they changed elsewhere stays beside this.
    """
    _refuse_closed(draft)
    whole = understood(draft.text)
    if mark is not None and mark(whole) != seen:
        raise Conflict({"text": draft.text}, {"text": ""})
    framework = edit(whole)
    text = files.written(framework)
    understood(text)
    return save_changes(draft, {"text": text, "title": framework.title})


@action("changed the text of a framework that is being written", allow=keep_frameworks, on="draft")
def write_draft(
    *, by: Any, draft: FrameworkDraft, text: str, seen: int | None = None
) -> FrameworkDraft:
    """Keep the text as it is written, sound or not yet."""
    _refuse_closed(draft)
    if len(text.encode()) > LARGEST:
        raise DomainError("The text is larger than 1 MB. Split it into two frameworks.")
    text = text.replace("\r\n", "\n")
    try:
        title = understood(text).title
    except files.FrameworkRefused:
        title = draft.title
    return save_changes(draft, {"text": text, "title": title}, seen=seen)


@action("loaded a framework that was being written", allow=keep_frameworks, on="draft")
def load_draft(
    *, by: Any, draft: FrameworkDraft, version: str, seen: int | None = None
) -> FrameworkVersion:
    """Load it under the name of a version; from then on it is changed no more.

    ``seen`` is the draft's version that was looked at: nothing that nobody looked at is loaded.
    """
    _refuse_closed(draft)
    if seen not in (None, draft.version):
        raise DomainError(CHANGED)
    read, text = understood(draft.text), draft.text
    if draft.base is not None and replace(read, version=draft.base.name) == read_back(draft.base):
        raise DomainError("Nothing is different from the version that it began from.")
    if read.version != version:
        text = files.written(replace(read, version=" ".join(version.split())))
    loaded = load_framework(by=by, text=text)
    save_changes(draft, {"loaded_as": loaded, "text": text})
    return loaded


@action("dropped a framework that was being written", allow=keep_frameworks, on="draft")
def drop_draft(*, by: Any, draft: FrameworkDraft) -> FrameworkDraft:
    """Write on it no more; it is kept, and nobody scores against it."""
    _refuse_closed(draft)
    return save_changes(draft, {"dropped_on": clock.today()})


def _refuse_closed(draft: FrameworkDraft) -> None:
    if not draft.is_open:
        raise DomainError("It is loaded or dropped. Write the next version from what is loaded.")
