"""What a record that comes back changes: nothing that was written meanwhile is overwritten.

Where a field stands as it did when the record was taken out, the record's words take its place.
Where it was changed on the site since, both texts are kept, one below the other; a level stays as
the site has it, and the record's is told in words. What is empty in the record changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

from culturefirst.improvement.records.paper import AGREED, APART, LABELS, LEVEL, clean, digest
from culturefirst.improvement.records.understood import Said


@dataclass(frozen=True)
class Change:
    """A field: as it stands, as the record has it, as it will be; ``met``: both were changed."""

    key: str
    name: str
    now: str
    record: str
    after: str
    met: bool = False

    @property
    def label(self) -> str:
        return LABELS[self.name]


def changes(
    said: Sequence[Said], standing: Mapping[str, Mapping[str, str]], names: tuple[str, ...]
) -> list[Change]:
    """All that the record would change, in its order."""
    return [each for one in said for each in _of_one(one, standing.get(one.key, {}), names)]


def fingerprint(found: Sequence[Change]) -> str:
    """What tells whether what was looked at is still what would be done."""
    told = [[each.key, each.name, each.now, each.after] for each in found]
    return sha256(dumps(told).encode()).hexdigest()


def _of_one(said: Said, now: Mapping[str, str], names: tuple[str, ...]) -> list[Change]:
    marks = said.mark.split(".")
    sure = len(marks) == len(names)
    found = []
    for place, name in enumerate(names):
        record, stands = said.fields.get(name, ""), clean(now.get(name, ""))
        if not record or record == stands:
            continue
        if sure and marks[place] == digest(record):
            continue  # as it was taken out: nobody filled anything in
        # Without its mark nobody knows what the record was taken from: then both are kept.
        same = sure and marks[place] == digest(stands)
        found.append(_change(said.key, name, stands, record, fits=same or not stands))
    return _one_level(found, now)


def _change(key: str, name: str, now: str, record: str, *, fits: bool) -> Change:
    if fits:
        return Change(key, name, now, record, record)
    if name in (LEVEL, APART, AGREED):
        return Change(key, name, now, record, now, met=True)
    after = now if record in now else f"{now}\n\n{record}"
    return Change(key, name, now, record, after, met=True)


def _one_level(found: list[Change], now: Mapping[str, str]) -> list[Change]:
    """A level and "does not apply" are one answer: they change together or not at all."""
    by_name = {each.name: each for each in found}
    for name, other in ((LEVEL, APART), (APART, LEVEL)):
        mine = by_name.get(name)
        if mine is None or mine.met or not now.get(other):
            continue
        found.append(Change(mine.key, other, now[other], "", ""))
    return found
