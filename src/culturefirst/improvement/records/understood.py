"""What a record says, made of its tables; each fault names the criterion, the field, the remedy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from culturefirst.improvement.records.evidence import Typed, typed
from culturefirst.improvement.records.paper import (
    AGREED,
    APART,
    CRITERION,
    LABELS,
    LEVEL,
    MARK,
    NEW_EVIDENCE,
    RECORD,
    TEXTS,
    YES,
    clean,
)

TICKS = frozenset({"x", "✓", "✔", "☒", "☑", "yes", "y", "true"})
BLANKS = frozenset({"", "no", "n", "☐", "-", "–"})
MOST_FAULTS = 50


@dataclass(frozen=True)
class Said:
    """What is filled in for a criterion: fields by name, empty ones left out; its mark; evidence
    that was typed in."""

    key: str
    fields: Mapping[str, str]
    mark: str = ""
    evidence: tuple[Typed, ...] = ()

    def to_json(self) -> dict[str, Any]:
        shown = [[each.title, each.url] for each in self.evidence]
        return {
            "key": self.key, "fields": dict(self.fields), "mark": self.mark, "evidence": shown,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Said":
        shown = tuple(Typed(*each) for each in data.get("evidence", ()))
        return cls(str(data["key"]), dict(data["fields"]), str(data["mark"]), shown)


@dataclass(frozen=True)
class Asking:
    """What a record may say: its fields, keys with titles, levels by name, how long texts are."""

    about: str
    names: tuple[str, ...]
    titles: Mapping[str, str]
    levels: Mapping[str, int]
    longest: int
    asks_evidence: bool = False


def understood(tables: Sequence[Any], asking: Asking) -> tuple[list[Said], list[str]]:
    """What the tables say, and what is wrong with them; of anything wrong nothing is put in."""
    faults: list[str] = []
    about, said = "", []
    for table in tables:
        rows = {clean(row[0]).casefold(): clean(row[1]) for row in table if len(row) > 1}
        if RECORD.casefold() in rows:
            about = about or rows[RECORD.casefold()]
        if CRITERION.casefold() in rows:
            said.append(_said(rows, asking, faults))
    if not about:
        return [], ["This is no record of a self-assessment. Bring the file that you took out."]
    if about != asking.about:
        return [], [f"This record is of another one ({about}). Bring it on the page it is from."]
    keys = [each.key for each in said if each.key]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        faults.append(f"Criterion {key}: it stands twice. Leave one of the two tables.")
    return [each for each in said if each.key], faults[:MOST_FAULTS]


def _said(rows: Mapping[str, str], asking: Asking, faults: list[str]) -> Said:
    key = rows[CRITERION.casefold()]
    if key not in asking.titles:
        faults.append(
            f"Criterion “{key[:60]}”: it is not asked here. Put its key back, or cut its table."
        )
        return Said("", {})
    fields = {}
    for name in asking.names:
        text = rows.get(LABELS[name].casefold(), "")
        if text and (told := _field(name, text, asking, lambda f: faults.append(_at(key, f)))):
            fields[name] = told
    if fields.get(APART) and fields.get(LEVEL):
        faults.append(_at(key, "Level: it has one and does not apply as well. Empty one of both."))
    shown = rows.get(NEW_EVIDENCE.casefold(), "") if asking.asks_evidence else ""
    pieces = typed(shown, lambda f: faults.append(f"Criterion {key}, new evidence: {f}"))
    return Said(key, fields, rows.get(MARK.casefold(), ""), pieces)


def _field(name: str, text: str, asking: Asking, fault: Any) -> str:
    """A field as it is compared and kept; nothing where it is empty or wrong."""
    if name in TEXTS:
        if len(text) > asking.longest:
            long = f"{len(text):,} of {asking.longest:,} characters"
            fault(f"{LABELS[name]}: it is too long ({long}). Make it shorter.")
            return ""
        return text
    if name in (APART, AGREED):
        return _ticked(name, text, fault)
    found = {level.casefold(): level for level in asking.levels}
    found |= {str(value): level for level, value in asking.levels.items()}
    if text.casefold() not in found:
        named = ", ".join(asking.levels)
        fault(f"Level: “{text[:60]}” is none. Write one of {named}.")
        return ""
    return found[text.casefold()]


def _ticked(name: str, text: str, fault: Any) -> str:
    if text.casefold() in TICKS:
        return YES
    if text.casefold() not in BLANKS:
        fault(f"{LABELS[name]}: “{text[:60]}” is neither yes nor no. Write “yes”, or nothing.")
    return ""


def _at(key: str, fault: str) -> str:
    return f"Criterion {key}, {fault[:1].lower()}{fault[1:]}"
