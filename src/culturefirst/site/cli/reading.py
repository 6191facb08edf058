"""``culturefirst programme read FILE``: needs no database."""

import json
import os
import secrets
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.setup import use_django

if TYPE_CHECKING:
    from culturefirst.programme.reading.document import Activity, Document, Target


def read(options: Namespace) -> int:
    """Show how a document is understood; nothing is stored."""
    refuse_what_is_no_file(options.file)
    _need_no_key()
    use_django()
    from culturefirst.programme.understanding import understood

    document = understood(options.file.resolve())
    if options.json:
        print(json.dumps(document.to_json(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(outline(document)))
    return 0


def _need_no_key() -> None:
    # Nothing is signed or stored, but the settings want a key before the rooms load.
    key = "CULTUREFIRST_SECRET_KEY"
    os.environ[key] = os.environ.get(key) or secrets.token_urlsafe(64)


def refuse_what_is_no_file(path: Path) -> None:
    """Raise ``DomainError`` where there is no file to read."""
    if not path.exists():
        raise DomainError(f"there is no file {path}; check the name and the folder")
    if not path.is_file():
        raise DomainError(f"{path} is not a file; give the document itself")
    try:
        path.open("rb").close()
    except OSError as error:
        raise DomainError(f"{path} may not be read ({error.strerror}); ask its owner") from error


def outline(document: "Document") -> Iterator[str]:
    """The document for a person at a terminal."""
    from culturefirst.programme.reading.document import iso

    yield document.title or "Untitled"
    yield f"{iso(document.starts) or '?'} to {iso(document.ends) or '?'}"
    for priority in document.priorities:
        yield f"\n{_headed('Priority', priority.number, priority.title)}"
        for programme in priority.programmes:
            if programme.number or programme.title:
                yield f"  {_headed('Programme', programme.number, programme.title)}"
            for activity in programme.activities:
                yield from _activity(activity)
    yield from (f"\nNote: {note}" for note in document.notes)
    yield f"\n{summary(document)}"


def summary(document: "Document") -> str:
    """How much was read, placed and left for a person to look at."""
    from culturefirst.kit.wording import plural

    unsure = sum(not target.sure for target in document.targets)
    activities = plural(len(document.activities), "activity")
    return (
        f"{activities}, {plural(len(document.targets), 'target')} ({unsure} to look at); "
        f"{document.placed} of {document.read} cells placed."
    )


def _headed(word: str, number: str | None, title: str | None) -> str:
    return f"{word} {number}: {title or ''}" if number else title or word


def _activity(activity: "Activity") -> Iterator[str]:
    yield f"    {activity.title}"
    if activity.leads:
        yield f"      lead: {', '.join(activity.leads)}"
    for target in activity.targets:
        yield f"      {'•' if target.sure else '?'} {target.text}"
        yield f"          {_definition(target)}"
    yield from (f"      note: {note}" for note in activity.notes)


def _definition(target: "Target") -> str:
    said = [target.kind]
    if target.quantity is not None:
        said.append(f"{target.quantity:g} {target.unit or ''}".strip())
    if target.per:
        said.append(f"each {target.per}")
    if target.baseline is not None:
        said.append(f"{target.direction or ''} from {target.baseline:g}".strip())
    if target.goal is not None:
        said.append(f"to {target.goal:g}")
    if target.starts:
        said.append(f"from {target.starts}")
    if target.due:
        said.append(f"by {target.due}")
    if target.measure:
        said.append(f"counted as {target.measure}")
    return ", ".join(said)
