"""What our own files say about themselves, so that they read back as they were written.

A printed line cannot say which measure a person bound it to. Our Word files therefore carry,
in a part of their own, the definition of each target with a digest of its words; our Excel
files carry it in a sheet that people can read. A line edited in Word no longer fits its
digest and is read afresh; a line left alone keeps its definition.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from culturefirst.programme.reading.document import Document, Progress, Target
from culturefirst.programme.reading.words import clean

VERSION = 1


def digest(text: str) -> str:
    """A short fingerprint of the visible words of a line."""
    return hashlib.sha256(clean(text).encode("utf-8")).hexdigest()[:20]


def to_carry(document: Document) -> dict[str, Any]:
    """What a written file carries of its document."""
    return {
        "version": VERSION,
        "targets": [
            {"activity": digest(activity.title), "text": digest(target.text), **target.definition()}
            for activity in document.activities
            for target in activity.targets
        ],
        "progress": [
            {"activity": digest(activity.title), **_entry(entry)}
            for activity in document.activities
            for entry in activity.progress
        ],
    }


def _entry(entry: Progress) -> dict[str, Any]:
    return {**entry.to_json(), "text": digest(entry.text)}


@dataclass
class Pile:
    """Definitions by digest, each taken once and in order; a line may have moved to another row."""

    entries: list[Mapping[str, Any]] = field(default_factory=list)
    by_text: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            self.by_text.setdefault(str(entry.get("text")), []).append(entry)

    def take(self, activity: str, text: str) -> Mapping[str, Any] | None:
        """The definition of a line, first that of the same activity."""
        waiting = self.by_text.get(digest(text), [])
        if not waiting:
            return None
        same = [each for each in waiting if each.get("activity") == digest(activity)]
        taken = (same or waiting)[0]
        waiting.remove(taken)
        return taken


class Carried:
    """The definitions that a file of our own carries."""

    def __init__(self, targets: Iterable[Any] = (), progress: Iterable[Any] = ()) -> None:
        self._targets = Pile([each for each in targets if isinstance(each, dict)])
        self._progress = Pile([each for each in progress if isinstance(each, dict)])

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Carried":
        """From the part of a Word file; what is not as we write it is passed over."""
        return cls(_listed(data, "targets"), _listed(data, "progress"))

    def target(self, activity: str, text: str) -> Target | None:
        """The target of an untouched line, None where the line was edited."""
        found = self._targets.take(activity, text)
        try:
            kept = Target.from_json({**found, "text": text}) if found else None
        except ValueError:
            return None
        return replace(kept, carried=True) if kept else None

    def progress(self, activity: str, text: str) -> Progress | None:
        """The entry of an untouched line, None where the line was edited."""
        found = self._progress.take(activity, text)
        try:
            kept = Progress.from_json({**found, "text": text}) if found else None
        except ValueError:
            return None
        return replace(kept, carried=True) if kept else None


def _listed(data: Mapping[str, Any], key: str) -> Iterator[Any]:
    values = data.get(key)
    yield from values if isinstance(values, list) else ()
