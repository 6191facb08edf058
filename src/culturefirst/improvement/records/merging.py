"""What a record that comes back changes: nothing that was written meanwhile is overwritten.

Where a field stands as it did when the record was taken out, the record's words take its place.
Where it was changed on the site since, somebody chooses, with both before their eyes: a text may
also be kept twice, one below the other. What is empty in the record changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any

from culturefirst.improvement.records.paper import APART, LABELS, LEVEL, TEXTS, clean, digest
from culturefirst.improvement.records.understood import Said

NOT = LABELS[APART]  # how the level reads of what does not apply: the two are one answer
SITE, RECORD, BOTH = "site", "record", "both"


@dataclass(frozen=True)
class Change:
    """A field: as it stands, and as the record has it; ``met``: both are not as it was."""

    key: str
    name: str
    now: str
    record: str
    met: bool = False

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def mark(self) -> str:
        """What a choice is called by."""
        return f"{self.key}.{self.name}"

    @property
    def ways(self) -> dict[str, str]:
        """What it can become, by the choice that makes it so."""
        if not self.met:
            return {RECORD: self.record}
        found = {SITE: self.now, RECORD: self.record}
        if self.name in TEXTS and self.now and self.record not in self.now:
            found[BOTH] = f"{self.now}\n\n{self.record}"
        return found

    @property
    def usual(self) -> str:
        """The choice in which no words are lost; nothing where somebody has to choose."""
        if not self.met:
            return RECORD
        return BOTH if BOTH in self.ways else ""


def changes(
    said: Sequence[Said], standing: Mapping[str, Mapping[str, str]], names: tuple[str, ...]
) -> list[Change]:
    """All that the record would change, in its order."""
    return [each for one in said for each in _of_one(one, standing.get(one.key, {}), names)]


def fingerprint(found: Sequence[Change], evidence: Sequence[Any] = ()) -> str:
    """What tells whether what was looked at is still what would be done."""
    told: list[Any] = [[each.key, each.name, each.now, each.record, each.met] for each in found]
    return sha256(dumps([*told, *evidence]).encode()).hexdigest()


def open_choices(found: Sequence[Change], choices: Mapping[str, str]) -> list[Change]:
    """Where both were changed and nobody has said what is to stand."""
    return [each for each in found if choices.get(each.mark, each.usual) not in each.ways]


def decided(found: Sequence[Change], choices: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What each criterion's fields become; what stays as it is is left out."""
    by_key: dict[str, dict[str, str]] = {}
    for each in found:
        after = each.ways.get(choices.get(each.mark, each.usual), each.now)
        if after != each.now:
            by_key.setdefault(each.key, {})[each.name] = after
    return by_key


def answer_of(fields: Mapping[str, str]) -> str:
    """The level by its name, or that it does not apply."""
    return NOT if fields.get(APART) else fields.get(LEVEL, "")


def _of_one(said: Said, now: Mapping[str, str], names: tuple[str, ...]) -> list[Change]:
    marks = said.mark.split(".")
    taken = dict(zip(names, marks, strict=True)) if len(marks) == len(names) else {}
    found = [_change(said, now, taken, name) for name in names if name != APART]
    return [each for each in found if each is not None]


def _change(
    said: Said, now: Mapping[str, str], taken: Mapping[str, str], name: str
) -> Change | None:
    together = (LEVEL, APART) if name == LEVEL else (name,)
    read = answer_of if name == LEVEL else (lambda fields: fields.get(name, ""))
    record, stands = read(said.fields), clean(read(now))
    if not record or record == stands or _as_taken(said.fields, taken, together):
        return None
    # Without its marks nobody knows what the record was taken from: then somebody chooses.
    met = bool(stands) if not taken else not _as_taken(now, taken, together)
    return Change(said.key, name, stands, record, met)


def _as_taken(fields: Mapping[str, str], taken: Mapping[str, str], names: tuple[str, ...]) -> bool:
    """Whether these fields stand as they did when the record was taken out."""
    return bool(taken) and all(taken[name] == digest(fields.get(name, "")) for name in names)
