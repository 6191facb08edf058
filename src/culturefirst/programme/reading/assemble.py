"""Rows become priorities, programmes and activities, in the order of the document."""

from collections.abc import Sequence

from culturefirst.kit.documents.grid import Cell
from culturefirst.programme.reading.columns import DEFINITION, Header
from culturefirst.programme.reading.dates import Span, is_only_a_date
from culturefirst.programme.reading.definitions import read_definition
from culturefirst.programme.reading.document import (
    Activity,
    Document,
    Priority,
    Programme,
    Progress,
    Target,
)
from culturefirst.programme.reading.headings import Heading, column_heading
from culturefirst.programme.reading.lifting import Lifting
from culturefirst.programme.reading.targets import read_target
from culturefirst.programme.reading.timing import times
from culturefirst.programme.reading.words import clean, listed

_ELSEWHERE = listed(
    "priority programme priority_number programme_number document document_starts document_ends"
    " targets time"
) | set(DEFINITION)


class Row:
    """The cells of a body row that hold words, by role; a role may have several columns."""

    def __init__(self, cells: Sequence[Cell], header: Header) -> None:
        self.header = header
        self.cells = [cell for cell in cells if clean(cell.text)]

    @property
    def fresh(self) -> list[Cell]:
        """The cells printed in this row, without what is merged down from above."""
        return [cell for cell in self.cells if not cell.carried]

    def of(self, role: str) -> list[Cell]:
        return [cell for cell in self.cells if self.role(cell) == role]

    def new(self, role: str) -> list[Cell]:
        return [cell for cell in self.fresh if self.role(cell) == role]

    def text(self, role: str) -> str:
        return " ".join(clean(cell.text) for cell in self.of(role)[:1])

    def role(self, cell: Cell) -> str:
        column = self.header.column_of(cell)
        return self.header.roles.get(column, "") if column is not None else ""

    def name(self, cell: Cell) -> str:
        column = self.header.column_of(cell)
        return self.header.names[column] if column is not None else ""


class Assembly:
    """Builds a document row by row; ``exact`` for our own files, where blank means none."""

    def __init__(
        self, document: Document, within: Span | None, lifting: Lifting, *, exact: bool
    ) -> None:
        self.document = document
        self._within = within
        self._lift = lifting
        self._exact = exact
        self._priority: Priority | None = None
        self._programme: Programme | None = None
        self._activity: Activity | None = None
        self._identity = ("", "")

    def open(self, heading: Heading) -> None:
        """Begin a priority or a programme."""
        self._activity = None
        if heading.level == "priority":
            self._priority = Priority(heading.number, heading.title)
            self._programme = None
            self.document.priorities.append(self._priority)
            return
        self._programme = Programme(heading.number, heading.title)
        self._a_priority().programmes.append(self._programme)

    def note(self, text: str) -> None:
        """Keep words without a place as a note of the activity above, or of the document."""
        notes = self._activity.notes if self._activity else self.document.notes
        notes.append(clean(text))

    def add(self, row: Row) -> None:
        """Take in a body row: a new activity, or more of the one above."""
        if not row.fresh:
            return
        self._open_columns(row)
        activity, begun = self._continued(row), False
        if activity is None:
            activity, begun = self._begin(row), True
        if activity is None:
            for cell in row.fresh:
                if self._loose(row, cell):
                    whole = [clean(cell.text)]
                    self.document.notes += self._lift.items(cell.text) if self._exact else whole
            return
        merged = [cell for cell in row.of("leads") if cell.carried] if begun else []
        for cell in [*row.fresh, *merged]:
            self._take(activity, row, cell)
        self._take_targets(activity, row, begun=begun)

    def _a_priority(self) -> Priority:
        if self._priority is None:
            self._priority = Priority()
            self.document.priorities.append(self._priority)
        return self._priority

    def _a_programme(self) -> Programme:
        if self._programme is None:
            self._programme = Programme()
            self._a_priority().programmes.append(self._programme)
        return self._programme

    def _open_columns(self, row: Row) -> None:
        """Priority and programme columns: another value begins another section."""
        named = any(row.of(role) for role in ("priority", "programme", "activity"))
        numbered = row.of("priority_number") or row.of("programme_number")
        if self._exact and not (named or numbered):
            return
        for level in ("priority", "programme"):
            heading = self._column_heading(row, level)
            if heading is None:
                continue
            current = self._priority if level == "priority" else self._programme
            wanted = (heading.number, heading.title)
            if (current.number, current.title) != wanted if current else any(wanted):
                self.open(heading)

    def _column_heading(self, row: Row, level: str) -> Heading | None:
        if level not in row.header.roles.values():
            return None
        if self._exact:
            return Heading(level, row.text(f"{level}_number") or None, row.text(level) or None)
        return column_heading(row.text(level), level) if row.text(level) else None

    def _continued(self, row: Row) -> Activity | None:
        """The activity above, where this row has none of its own or repeats it."""
        printed = row.of("activity")
        if self._activity is None or not printed:
            return None if self._exact else self._activity
        if printed[0].carried:
            return self._activity
        told_apart = not self._exact or bool(row.of("number"))
        same = told_apart and self._identify(row) == self._identity
        return self._activity if same else None

    def _identify(self, row: Row) -> tuple[str, str]:
        return row.text("number"), row.text("activity")

    def _begin(self, row: Row) -> Activity | None:
        """A new activity; a row without one is named by its actions, else by its targets."""
        named = [cell for role in ("activity", "actions", "targets") for cell in row.of(role)]
        if not named or (self._exact and not row.of("activity")):
            return None
        self._activity = Activity(self._lift.title(named[0].text))
        self._a_programme().activities.append(self._activity)
        self._identity = self._identify(row)
        return self._activity

    def _loose(self, row: Row, cell: Cell) -> bool:
        role = row.role(cell)
        return role not in _ELSEWHERE or role in {"targets", "time"}

    def _take(self, activity: Activity, row: Row, cell: Cell) -> None:
        """Put a cell where its role says; what has no role becomes a note."""
        role = row.role(cell)
        if role in _ELSEWHERE or self._is_identity(row, cell, role):
            return
        if role in {"actions", "outcomes", "notes"}:
            getattr(activity, role).extend(self._lift.items(cell.text))
        elif role == "leads":
            found = self._lift.leads(cell.text)
            activity.leads += [lead for lead in found if self._exact or lead not in activity.leads]
        elif role == "progress":
            entries, notes = self._lift.progress(cell.text, activity.title)
            activity.progress += entries
            activity.notes += notes
        elif role == "rag":
            activity.progress.append(Progress(f"{row.name(cell)}: {clean(cell.text)}"))
        else:
            activity.notes.append(": ".join(filter(None, (row.name(cell), clean(cell.text)))))

    def _is_identity(self, row: Row, cell: Cell, role: str) -> bool:
        if role == "number":
            return self._exact
        return role == "activity" and cell is row.of("activity")[0]

    def _take_targets(self, activity: Activity, row: Row, *, begun: bool) -> None:
        cells = row.new("targets")
        if row.header.defines and cells:
            activity.targets.append(self._defined(row, cells[0]))
            return
        found = [t for cell in cells for t in self._printed(row, cell, activity)]
        # One deadline merged downwards stands for all of its rows.
        said = row.of("time") if begun or found else row.new("time")
        phrases = times([(row.name(cell), cell.text) for cell in said])
        if not phrases:
            activity.targets += found
            return
        if not found:
            found = [Target(activity.title)] if begun else activity.targets[-1:]
            activity.targets = activity.targets if begun else activity.targets[:-1]
        activity.targets += self._dated(found, phrases)
        if not any(_is_undated(target) for target in found):
            activity.notes += [f"{row.name(cell)}: {clean(cell.text)}" for cell in said]

    def _printed(self, row: Row, cell: Cell, activity: Activity) -> list[Target]:
        """The targets of a cell; those of a column headed "Q1" are due in it."""
        found = self._lift.targets(cell.text, activity.title)
        time = "" if self._exact else row.name(cell)
        return self._dated(found, [time]) if is_only_a_date(time) else found

    def _defined(self, row: Row, cell: Cell) -> Target:
        defining = {row.role(each): each for each in row.fresh if row.role(each) in DEFINITION}
        text = clean(cell.text)
        return read_definition(text, defining) or read_target(text, self._within)

    def _dated(self, targets: list[Target], phrases: list[str]) -> list[Target]:
        """Targets with the time of their row: line by line where the counts agree, else all.

        A target with a time of its own keeps that.
        """
        each = len(phrases) == len(targets)
        per_line = phrases if each else [", ".join(phrases)] * len(targets)
        paired = zip(targets, per_line, strict=True)
        return [
            read_target(f"{target.text} – {time}", self._within) if _is_undated(target) else target
            for target, time in paired
        ]


def _is_undated(target: Target) -> bool:
    return target.starts is None and target.due is None
