"""What an import would do: faults, notes, counts, and the writing of it once it is agreed to."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from culturefirst.intelligence.bringing.faults import Faults
from culturefirst.intelligence.models import PeopleFile
from culturefirst.kit import wording
from culturefirst.kit.errors import DomainError
from culturefirst.kit.jobs import Tell

BATCH = 2_000
Write = Callable[[Any, Tell], None]  # of the moment, and how far it is


@dataclass
class Counted:
    """Of one kind of thing: how many are new, changed, and as the file says already."""

    what: str
    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def says(self) -> str:
        told = [
            f"{wording.figure(count)} {word}"
            for count, word in (
                (self.new, "new"),
                (self.changed, "changed"),
                (self.same, "as here"),
            )
            if count
        ]
        return f"{self.what}: {', '.join(told) or 'none'}"


@dataclass
class Plan:
    """``writes`` are carried out in order, in one transaction; without faults only."""

    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    sample: list[list[str]] = field(default_factory=list)

    @property
    def new(self) -> int:
        return sum(each.new for each in self.counted)

    @property
    def changed(self) -> int:
        return sum(each.changed for each in self.counted)

    @property
    def empty(self) -> bool:
        """Whether everything is here already, just as the file says."""
        return not self.new and not self.changed

    def found(self, file: PeopleFile) -> dict[str, Any]:
        """What a page shows, and a digest of what was agreed to."""
        counts = [[each.what, each.new, each.changed, each.same] for each in self.counted]
        said = json.dumps([counts, file.choice, self.faults.count], sort_keys=True)
        digest = hashlib.sha256(said.encode()).hexdigest()
        return {
            "faults": self.faults.to_json(),
            "faulty": self.faults.count,
            "notes": self.notes,
            "says": [each.says for each in self.counted],
            "new": self.new,
            "changed": self.changed,
            "digest": digest,
            "sample": self.sample,
        }

    def write(self, now: Any, tell: Tell) -> None:
        for each in self.writes:
            each(now, tell)


@dataclass(frozen=True)
class Choice:
    """What the person said of a file: columns, and of what it is."""

    given: Mapping[str, Any]

    @property
    def columns(self) -> Mapping[str, str]:
        return {name: head for name, head in self.given.get("columns", {}).items() if head}

    def text(self, name: str) -> str:
        return str(self.given.get(name) or "").strip()

    def flag(self, name: str) -> bool:
        return bool(self.given.get(name))

    def number(self, name: str) -> int | None:
        value = self.given.get(name)
        return int(value) if value not in (None, "") else None

    def require(self, faults: Faults, **titles: str) -> None:
        """Tell what is missing of what must be said."""
        for name, title in titles.items():
            if not self.text(name):
                faults.add(None, title, "this is not said yet", "Fill it in and look again")


def saved_in_batches(
    model: Any, rows: Sequence[Any], tell: Tell, words: str, fields: Sequence[str] = ()
) -> None:
    """Make rows, or change ``fields`` of them, telling how far it is."""
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        if fields:
            # Written over by their keys, which is many times as quick as one case for each.
            model.objects.bulk_create(
                batch, batch_size=500, update_conflicts=True, unique_fields=["id"],
                update_fields=list(fields),
            )  # fmt: skip
        else:
            model.objects.bulk_create(batch, batch_size=500)
        tell(start + len(batch), len(rows), words)


def gone() -> DomainError:
    """What was chosen is not there any more."""
    return DomainError("What you chose is gone meanwhile. Choose again.")
