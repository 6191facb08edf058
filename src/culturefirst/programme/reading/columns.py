"""Columns by meaning: what a heading calls a column, in any order and by many names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from culturefirst.kit.documents.grid import Cell
from culturefirst.programme.reading.dates import is_only_a_date
from culturefirst.programme.reading.words import clean, listed, tokens

# Each phrase must stand in the heading with all its words; the share of the heading's words
# that it explains is its score, so that "Progress or Completion Date" is not a date.
_NAMES = {
    "activity": "activity; activity detail; objective; project; what; improvement activity"
    "; initiative; improvement activity detail; activity title; area work"
    "; key activity",
    "actions": "action; action detail; secondee action detail; task; how; key action; step"
    "; key task; how do; method; action required; action taken",
    "outcomes": "outcome; impact; so that; result; benefit; intended outcome; difference; why"
    "; expected outcome; desired outcome; expected result; success look like",
    "targets": "target; target timescale; measure success; measure; kpi; milestone; deliverable"
    "; success criterion; success criteria; success measure; performance measure; output"
    "; key performance indicator; indicator; performance indicator; how know; key milestone",
    "time": "when; timescale; deadline; due; date; time; timing; target date; completion date"
    "; due date; end date; start date; timeframe; time frame; timeline; by; complete by; period"
    "; quarter; delivery date",
    "leads": "lead; lead officer; lead officer organisation; responsible; owner; who; whom"
    "; responsibility; lead organisation; responsible officer; lead partner; lead person; officer"
    "; partner; accountable; assigned; responsible person; delivered by",
    "progress": "progress; completion; progress completion date; update; status; comment; remark"
    "; progress date; progress update; date completed; achievement; latest update; progress report"
    "; progress to date; completed; current position; notes; note",
    "rag": "rag; rating; rag rating; rag status; traffic light; status rag",
    "number": "ref; no; number; id; item; reference; activity number; ref no",
    "priority": "priority; theme; aim; goal; pillar; strategic aim; strategic objective"
    "; strategic priority; corporate priority; ambition",
    "programme": "programme; strand; workstream; work stream; programme area; work area",
}
_SMALL = listed("and or the of a an for to in on our will we is be this it are do at by you")
_LISTS = frozenset({"actions", "outcomes", "targets", "time", "leads", "progress", "rag"})
_BODY = frozenset({"activity", "actions", "targets"})
DEFINITION = [
    "kind",
    "quantity",
    "unit",
    "per",
    "starts",
    "due",
    "baseline",
    "goal",
    "direction",
    "measure",
    "filters",
    "sure",
]
_DEFINING = 9
_HEADING_CHARACTERS = 400
OWN = {
    "priority number": "priority_number",
    "programme number": "programme_number",
    "activity number": "number",
    "notes": "notes",
    "work programme": "document",
    "work programme starts": "document_starts",
    "work programme ends": "document_ends",
}


def _phrases() -> dict[str, list[frozenset[str]]]:
    return {
        role: [frozenset(tokens(phrase)) for phrase in names.split(";")]
        for role, names in _NAMES.items()
    }


_PHRASES = _phrases()


@dataclass
class Header:
    """The columns of a table: role by column, and the printed name of each column."""

    roles: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)

    @property
    def defines(self) -> bool:
        """Whether the table says of each target what the reader would otherwise work out."""
        return len(set(DEFINITION) & set(self.roles.values())) >= _DEFINING

    def column_of(self, cell: Cell) -> int | None:
        """The heading's column under which a body cell stands."""
        if cell.column in self.names:
            return cell.column
        for column, width in self.spans.items():
            if column <= cell.column < column + width:
                return column
        return None


@lru_cache(maxsize=4096)
def scores(text: str) -> dict[str, float]:
    """For each role the share of a heading's words that its best name explains."""
    if len(text) > _HEADING_CHARACTERS or len(text.split()) > 16:
        return {}
    words = [word for word in tokens(text) if word not in _SMALL]
    if not words:
        words = tokens(text)
    if not words or len(words) > 7 or len(clean(text)) > 80:
        return {}
    present = set(words)
    found = {
        role: max((len(phrase) for phrase in phrases if phrase <= present), default=0) / len(words)
        for role, phrases in _PHRASES.items()
    }
    return {role: score for role, score in found.items() if score >= 0.5}


def role_of(text: str) -> str | None:
    """The role that a heading's words fit best, or None."""
    fitting = scores(text)
    return max(fitting, key=lambda role: fitting[role]) if fitting else None


def defines(cells: Sequence[Cell]) -> bool:
    """Whether a row heads the columns that define targets, one or two renamed at most."""
    return len(set(DEFINITION) & {clean(cell.text).lower() for cell in cells}) >= _DEFINING


def read_header(cells: Sequence[Cell]) -> Header | None:
    """The header that a row is, or None where it is an ordinary row.

    Beside a column of activities, columns headed "Q1" or "April" hold what is due then.
    """
    worded = [cell for cell in cells if clean(cell.text)]
    if defines(cells):
        return _named(worded, _own_roles(worded))
    roles = _distinct(worded)
    timed = [cell for cell in worded if roles and is_only_a_date(cell.text)]
    if timed:
        roles = _distinct([cell for cell in worded if cell not in timed])
    if "activity" in roles.values() and len(timed) > 1:
        roles |= {cell.column: "targets" for cell in timed}
    enough = len(roles) >= 3 or (len(roles) == 2 and len(worded) == 2)
    if not enough or len(roles) * 2 < len(worded) or not _BODY & set(roles.values()):
        return None
    return _named(worded, roles)


def _distinct(cells: Sequence[Cell]) -> dict[int, str]:
    """Roles by column; a role that may stand only once goes to the best-fitting heading."""
    fits = {cell.column: scores(cell.text) for cell in cells}
    roles: dict[int, str] = {}
    taken: set[str] = set()
    order = sorted(fits, key=lambda column: (-max(fits[column].values(), default=0), column))
    for column in order:
        for role in sorted(fits[column], key=lambda each: -fits[column][each]):
            if role in _LISTS or role not in taken:
                roles[column] = role
                taken.add(role)
                break
    return roles


def _own_roles(cells: Sequence[Cell]) -> dict[int, str]:
    """The roles of a table that we wrote: its headings are exact."""
    roles: dict[int, str] = {}
    for cell in cells:
        name = clean(cell.text).lower()
        role = name if name in DEFINITION else OWN.get(name) or role_of(name)
        if role:
            roles[cell.column] = role
    return roles


def _named(cells: Sequence[Cell], roles: Mapping[int, str]) -> Header:
    names = {cell.column: clean(cell.text) for cell in cells}
    spans = {cell.column: cell.width for cell in cells}
    header = Header(dict(roles), names, spans)
    if "activity" not in header.roles.values():
        _promote(header)
    return header


def _promote(header: Header) -> None:
    """Without a column of activities, the actions (or else the targets) are the activities."""
    for role in ("actions", "targets"):
        for column in sorted(header.roles):
            if header.roles[column] == role and not header.defines:
                header.roles[column] = "activity"
                return


def fits_text(text: str, taken: Sequence[str]) -> bool:
    """Whether the next cell of a text document still belongs to its header row."""
    words = re.sub(r"\s+", " ", text)
    role = role_of(words)
    return role is not None and role not in taken
