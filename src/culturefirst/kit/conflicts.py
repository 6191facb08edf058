"""Two people changed one record: what both changed, what only they did, what only you did."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from culturefirst.kit.changes import Words
from culturefirst.kit.edit_forms import EditForm


@dataclass(frozen=True)
class Versions:
    """A field in words: as it was shown, as it stands now, and as this person wants it."""

    label: str
    shown: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Overlap:
    """Fields by who changed them since the page was opened."""

    both: list[Versions] = field(default_factory=list)
    theirs: list[Versions] = field(default_factory=list)
    yours: list[Versions] = field(default_factory=list)


def compared(record: Any, form: EditForm, words: Words) -> Overlap:
    """Compare three ways: what was shown, what stands, what is wanted.

    A field that both changed to the same thing is nobody's conflict and is left out.
    """
    found, wanted, told = Overlap(), form.changes, words.told
    for name in form.editable:
        now = form.read(record, name)
        shown = told(type(record), name, form.shown(name))
        yours = told(type(record), name, wanted[name]) if name in wanted else shown
        label = str(form.fields[name].label)
        versions = Versions(label, shown, told(type(record), name, now), yours)
        if (of := _whose(versions, found)) is not None:
            of.append(versions)
    return found


def of_choice(pairs: Iterable[tuple[str, str, str]]) -> Overlap:
    """An overlap of a single choice, as ``(label, as it stands, as it was wanted)``."""
    return Overlap(both=[Versions(label, "", now, yours) for label, now, yours in pairs])


def _whose(versions: Versions, found: Overlap) -> list[Versions] | None:
    they = versions.theirs != versions.shown
    you = versions.yours != versions.shown
    if they and you:
        return found.both if versions.theirs != versions.yours else None
    if they:
        return found.theirs
    return found.yours if you else None
